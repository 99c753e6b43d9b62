import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase45, toBase45 } from '../../../src/core/codes/base45.js';
import { joinCodes } from '../../../src/core/codes/join-codes.js';
import { readCode } from '../../../src/core/codes/read-code.js';
import { splitIntoCodes } from '../../../src/core/codes/split-into-codes.js';

/** Bytes that make from one to seven codes. */
const COPY = fc.uint8Array({ minLength: 1, maxLength: 5000, size: 'max' }).map((bytes) => new Uint8Array(bytes));
const failure = async (run: () => Promise<unknown>): Promise<{ code?: string; message?: string }> => {
  try {
    await run();
    return {};
  } catch (error) {
    return error as { code: string; message: string };
  }
};

describe('base45', () => {
  it('is that of RFC 9285', () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(toBase45(bytes('AB'))).toBe('BB8');
    expect(toBase45(bytes('Hello!!'))).toBe('%69 VD92EX0');
    expect(toBase45(bytes('base-45'))).toBe('UJCLQE7W581');
    expect(new TextDecoder().decode(fromBase45('QED8WEX0') ?? undefined)).toBe('ietf!');
    for (const wrong of ['GGW', '::', 'A', 'ab', 'BB8B']) expect(fromBase45(wrong), wrong).toBeNull();
  });

  it('brings any bytes back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect([...(fromBase45(toBase45(bytes)) ?? [])]).toEqual([...bytes]);
      }),
    );
  });
});

describe('the codes of a copy', () => {
  it('make it again to the bit, in any order and with repeats', async () => {
    await fc.assert(
      fc.asyncProperty(COPY, fc.infiniteStream(fc.nat()), async (bytes, order) => {
        const codes = await splitIntoCodes(bytes);
        const shuffled = [...codes, ...codes.slice(0, 2)].map((code) => [order.next().value as number, code] as const);
        expect(Buffer.compare(await joinCodes(shuffled.sort(([one], [other]) => one - other).map(([, code]) => code)), bytes)).toBe(0);
      }),
    );
  });

  it('name exactly what is missing', async () => {
    await fc.assert(
      fc.asyncProperty(COPY, fc.infiniteStream(fc.boolean()), async (bytes, lost) => {
        const codes = await splitIntoCodes(bytes);
        const kept = codes.map((code) => [code, lost.next().value === true] as const);
        const missing = kept.flatMap(([, isLost], index) => (isLost ? [index + 1] : []));
        fc.pre(missing.length > 0 && missing.length < codes.length);
        const { code, message } = await failure(() => joinCodes(kept.flatMap(([text, isLost]) => (isLost ? [] : [text]))));
        expect(code).toBe('codes-missing');
        expect(message).toBe(`Of ${codes.length} codes these are missing: ${missing.join(', ')}.`);
      }),
    );
  });

  it('with any sign changed are damaged or none, and never taken for another', async () => {
    await fc.assert(
      fc.asyncProperty(COPY, fc.nat(), fc.constantFrom(...'0A5Z/: '), async (bytes, at, sign) => {
        const [text] = await splitIntoCodes(bytes);
        const place = at % text.length;
        fc.pre(text[place] !== sign);
        expect(['damaged', 'other', 'later']).toContain(await readCode(text.slice(0, place) + sign + text.slice(place + 1)));
      }),
    );
  });

  it('of two copies are refused together', async () => {
    const [one, other] = await Promise.all([Uint8Array.of(1, 2, 3), Uint8Array.of(1, 2, 4)].map(splitIntoCodes));
    expect((await failure(() => joinCodes([...one, ...other]))).code).toBe('codes-mixed');
    expect((await failure(() => joinCodes([]))).code).toBe('codes-missing');
    expect((await failure(() => joinCodes(['https://shop.example/']))).code).toBe('bad-input');
    expect((await failure(() => joinCodes([null]))).code).toBe('bad-input');
    expect((await failure(() => joinCodes([one[0].replace('COPY:1', 'COPY:2')]))).code).toBe('version-mismatch');
  });

  it('fit a QR code of 97 modules a side at error correction L, and are 200 at most', async () => {
    const codes = await splitIntoCodes(new Uint8Array(200 * 800).fill(255));
    expect(codes).toHaveLength(200);
    // ISO/IEC 18004, table 7: version 20 at level L has room for 1 249 signs of the alphanumeric mode.
    expect(Math.max(...codes.map(({ length }) => length))).toBeLessThanOrEqual(1249);
    expect(await failure(() => splitIntoCodes(new Uint8Array(200 * 800 + 1)))).toMatchObject({
      code: 'copy-too-large',
      message: expect.stringContaining('201 codes'),
    });
  });
});
