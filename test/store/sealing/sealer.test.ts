import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSealer, type Sealed } from '../../../src/store/sealing/sealer.js';
import { createUnsealer } from '../../../src/store/sealing/unsealer.js';
import { addForeignMethods } from '../../fixtures/foreign-methods.js';

const value = { name: 'view_item', time: 1, items: [{ item_id: 'tent-001' }] };

function makeKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** Seals at once, as soon as the keystream is available. */
async function sealNow(sealer: ReturnType<typeof createSealer>, given: unknown): Promise<Sealed> {
  for (;;) {
    const sealed = sealer.sealNow(given);
    if (sealed !== null) return sealed;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

const WAYS: [Sealed['by'], () => Promise<{ sealed: Sealed; key: CryptoKey | null }>][] = [
  [
    'gcm',
    async () => {
      const key = await makeKey();
      return { key, sealed: await createSealer(key).seal(value) };
    },
  ],
  [
    'pad',
    async () => {
      const key = await makeKey();
      return { key, sealed: await sealNow(createSealer(key), value) };
    },
  ],
  ['sum', async () => ({ key: null, sealed: await createSealer(null).seal(value) })],
];

describe.each(WAYS)('a record sealed by %s', (by, make) => {
  it('opens with its key', async () => {
    const { sealed, key } = await make();
    expect(sealed.by).toBe(by);
    expect(await createUnsealer(key)(sealed)).toEqual(value);
  });

  it('does not open if any byte of it was changed', async () => {
    const { sealed, key } = await make();
    const unseal = createUnsealer(key);
    for (const field of ['data', 'iv'] as const) {
      for (let place = 0; place < (sealed[field]?.length ?? 0); place++) {
        const changed = (sealed[field] as Uint8Array<ArrayBuffer>).slice();
        changed[place] ^= 1 << (place % 8);
        await expect(unseal({ ...sealed, [field]: changed }), `${field}[${place}]`).rejects.toMatchObject({ code: 'storage-failed' });
      }
    }
  });

  it('does not open if it is truncated', async () => {
    const { sealed, key } = await make();
    for (let length = 0; length < sealed.data.length; length++)
      await expect(createUnsealer(key)({ ...sealed, data: sealed.data.slice(0, length) })).rejects.toMatchObject({
        code: 'storage-failed',
      });
  });
});

describe('the sealer', () => {
  it('opens nothing with another key, or with none', async () => {
    const sealed = await createSealer(await makeKey()).seal(value);
    await expect(createUnsealer(await makeKey())(sealed)).rejects.toMatchObject({ code: 'storage-failed' });
    await expect(createUnsealer(null)(sealed)).rejects.toMatchObject({ code: 'storage-failed' });
  });

  it('seals the same value differently each time', async () => {
    const sealer = createSealer(await makeKey());
    const data = [await sealer.seal(value), await sealer.seal(value), await sealNow(sealer, value), await sealNow(sealer, value)];
    expect(new Set(data.map((sealed) => sealed.data.join())).size).toBe(4);
  });

  it('uses no byte of a keystream twice, for any amount sealed at once', async () => {
    const key = await makeKey();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.string({ maxLength: 3000 }), fc.constant(null)), { maxLength: 60 }), async (texts) => {
        const sealer = createSealer(key);
        const used: { iv: string; from: number; to: number }[] = [];
        for (const text of texts) {
          // Null: the page yields, and a new keystream may be available afterwards.
          if (text === null) await new Promise((resolve) => setTimeout(resolve, 1));
          const sealed = text === null ? await sealer.seal(text) : sealer.sealNow(text);
          if (sealed === null) continue;
          const { iv, at = 0, data } = sealed;
          used.push({ iv: String(iv), from: at, to: at + data.length });
        }
        used.sort((a, b) => (a.iv < b.iv ? -1 : a.iv > b.iv ? 1 : a.from - b.from));
        for (const [index, next] of used.entries()) {
          const before = used[index - 1];
          if (before?.iv === next.iv) expect(next.from).toBeGreaterThanOrEqual(before.to);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('reports that the keystream is used up instead of using it again', async () => {
    const sealer = createSealer(await makeKey());
    const long = 'x'.repeat(30_000);
    await sealNow(sealer, long);
    expect([sealer.sealNow(long), sealer.sealNow(long)].map((sealed) => sealed?.by)).toEqual(['pad', undefined]);
  });
});

it('seals the given value unchanged, on a page that extends built-in prototypes and replaces the JSON functions', async () => {
  const key = await makeKey();
  const { stringify, parse } = JSON;
  const read: unknown[] = [];
  const undo = addForeignMethods();
  try {
    JSON.stringify = () => '"replaced"';
    JSON.parse = () => 'replaced';
    for (const one of [key, null]) read.push(await createUnsealer(one)(await createSealer(one).seal(value)));
  } finally {
    Object.assign(JSON, { stringify, parse });
    undo();
  }
  expect(read).toEqual([value, value]);
});
