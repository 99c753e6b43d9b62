import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkSignature, keysOf } from '../../src/pack/signature/check-signature.js';
import { verifyPlainly } from '../../src/pack/signature/library/ed25519-library.js';
import { parseSignature, type SignedStatement, statementText, successionText } from '../../src/pack/signature/signature-file.js';
import { digestAnywhere, verifyEd25519 } from '../../src/pack/signature/verify-ed25519.js';

/** RFC 8032, section 7.1, tests 1 to 3: secret key, public key, message, signature. */
const VECTORS = [
  [
    '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ],
  [
    '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    '72',
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ],
  [
    'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    'af82',
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  ],
] as const;
const bytes = (hex: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(hex, 'hex'));
const WAYS = [
  ['WebCrypto', verifyEd25519],
  ['the library', async (...given: Parameters<typeof verifyEd25519>) => verifyPlainly(...given)],
] as const;

afterEach(() => vi.unstubAllGlobals());

describe.each(WAYS)('by %s', (_, verify) => {
  it('the signatures of RFC 8032 are valid, and no longer with any bit of them changed', async () => {
    for (const [, key, message, signature] of VECTORS) {
      expect(await verify(bytes(key), bytes(signature), bytes(message))).toBe(true);
      for (let bit = 0; bit < 512; bit += 7) {
        const spoiled = bytes(signature);
        spoiled[bit >> 3] ^= 1 << (bit & 7);
        expect(await verify(bytes(key), spoiled, bytes(message)), `bit ${bit}`).toBe(false);
      }
    }
  });
});

it('without WebCrypto the library verifies and digests', async () => {
  const [, key, message, signature] = VECTORS[2];
  const known = await digestAnywhere(bytes(message));
  vi.stubGlobal('crypto', {});
  expect(await verifyEd25519(bytes(key), bytes(signature), bytes(message))).toBe(true);
  expect(await verifyEd25519(bytes(key), bytes(signature), bytes('af83'))).toBe(false);
  expect(await digestAnywhere(bytes(message))).toBe(known);
});

/** A key made for a test. */
function newKey() {
  const { privateKey } = generateKeyPairSync('ed25519');
  const key = createPublicKey(createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }))).export({ format: 'jwk' }).x as string;
  return { key, sign: (text: string) => sign(null, Buffer.from(text), privateKey).toString('base64url') };
}
const [mine, other, third] = [newKey(), newKey(), newKey()];
const SHA = 'ab'.repeat(32);
const STATEMENT: SignedStatement = {
  of: 'pack',
  sha256: SHA,
  number: 41,
  signed: '2026-01-01T00:00:00.000Z',
  expires: '2026-04-01T00:00:00.000Z',
  key: mine.key,
};
const NOW = Date.parse('2026-02-01');
const check = { name: 'pack.json', kind: 'pack', sha256: SHA, keys: [mine.key], now: NOW, highest: 41 } as const;
const fileOf = (by = mine, changes: Partial<SignedStatement> = {}, successions: unknown[] = []): Record<string, unknown> => {
  const statement = { ...STATEMENT, key: by.key, ...changes };
  return { format: 'onshelf-signature', version: 1, ...statement, signature: by.sign(statementText(statement)), successions };
};
const succession = (from = mine, to = other): Record<string, unknown> => {
  const said = { key: from.key, next: to.key, signed: STATEMENT.signed };
  return { ...said, signature: from.sign(successionText(said)) };
};
const held = async (file: unknown, changes: object = {}): Promise<string> => {
  const text = typeof file === 'string' ? file : JSON.stringify(file);
  return Promise.resolve()
    .then(() => checkSignature(parseSignature(text, 'signature.json'), { ...check, ...changes }))
    .then(
      () => 'used',
      (error: { code: string }) => error.code,
    );
};

describe('a signature', () => {
  it('serves its own file until it expires, and none with a lower number than one used before', async () => {
    expect(await held(fileOf())).toBe('used');
    expect(await held(fileOf(), { now: Date.parse(STATEMENT.expires) + 1 })).toBe('pack-expired');
    expect(await held(fileOf(), { highest: 42 })).toBe('pack-rollback');
    expect(await held(fileOf(), { sha256: 'cd'.repeat(32) })).toBe('pack-signature-invalid');
    expect(await held(fileOf(), { kind: 'scenarios' })).toBe('pack-signature-invalid');
  });

  it('serves by a pinned key alone, or by one that a pinned key names, over several keys too', async () => {
    expect(await held(fileOf(other))).toBe('pack-signature-invalid');
    expect(await held(fileOf(other), { keys: [mine.key, other.key] })).toBe('used');
    expect(await held(fileOf(other, {}, [succession()]))).toBe('used');
    expect(await held(fileOf(third, {}, [succession(other, third), succession()]))).toBe('used');
    expect(await held(fileOf(third, {}, [succession(other, third)]))).toBe('pack-signature-invalid');
    expect(await held(fileOf(other, {}, [{ ...succession(), signature: other.sign('anything') }]))).toBe('pack-signature-invalid');
    expect(await held(fileOf(other, {}, [{ ...succession(third, other), key: mine.key }]))).toBe('pack-signature-invalid');
  });

  it('serves no longer with any one byte of its file changed, unless that changes no field', async () => {
    const text = JSON.stringify(fileOf(other, {}, [succession()]), null, 1);
    const same = JSON.stringify(JSON.parse(text));
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.integer({ min: 1, max: 126 }), async (at, sign) => {
        const spoiled = text.slice(0, at) + String.fromCharCode(sign) + text.slice(at + 1);
        let read = '';
        try {
          read = JSON.stringify(JSON.parse(spoiled));
        } catch {
          // It is refused.
        }
        expect(await held(spoiled)).toBe(read === same ? 'used' : 'pack-signature-invalid');
      }),
      { numRuns: 400 },
    );
  });

  it('is refused by one code whatever its fields are: left out, added, or of any other value', async () => {
    const file = fileOf();
    const anything = fc.oneof(fc.jsonValue(), fc.constantFrom(other.key, SHA, 'scenarios', '2030-01-01T00:00:00.000Z', 42, [succession()]));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(file), 'more'), fc.option(anything, { nil: undefined }), async (field, value) => {
        const changed = { ...file, [field]: value };
        const same = JSON.stringify(changed) === JSON.stringify(file);
        // Statements about keys are signed by themselves: one more, if it is valid, changes nothing.
        const adds = field === 'successions' && JSON.stringify(value)?.startsWith('[{"key":"') === true;
        expect(await held(changed)).toBe(same || adds ? 'used' : 'pack-signature-invalid');
      }),
      { numRuns: 400 },
    );
  });
});

it('keys are read from a text or a list, and without a key that is right everything is refused', () => {
  expect(keysOf(`${mine.key}, ${other.key}`)).toEqual([mine.key, other.key]);
  expect(keysOf([mine.key])).toEqual([mine.key]);
  for (const wrong of ['', [], null, 7, {}, 'abc', [mine.key, ''], `${mine.key}A`, `${mine.key.slice(0, 42)}B`])
    expect(() => keysOf(wrong), String(wrong)).toThrow(/is no public key/);
});
