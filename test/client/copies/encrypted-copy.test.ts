import { createHash } from 'node:crypto';
import '../../fixtures/page-globals.js';
import 'fake-indexeddb/auto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EncryptedCopy } from '../../../src/types/results/copy-options.js';
import { type ModelShop, openModelShop } from '../../store/model/shop.js';
import type { Tab } from '../../store/model/tab.js';

const PASSPHRASE = 'Zelt am Fluß, früh';
let shop: ModelShop;
beforeEach(async () => {
  shop = await openModelShop();
  await shop.open(0);
});
afterEach(() => shop.close());

const tab = (): Tab => shop.tabs[0] as Tab;
const track = (id: string) => tab().recorder.track('view_item', { items: [{ item_id: id }] });
const ids = async (): Promise<string[]> => (await tab().profile.inspect()).events.map(({ items }) => items[0].item_id);
/** The copy as it comes out of a file. */
async function encrypted(): Promise<EncryptedCopy> {
  const result = await tab().profile.export({ passphrase: PASSPHRASE });
  if (!result.done) throw new Error(result.message);
  return JSON.parse(JSON.stringify(result.profile)) as EncryptedCopy;
}
const otherByte = (text: string): string => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);

const fails = (): never => {
  throw new Error('trap');
};

describe('an encrypted copy', () => {
  it('has nothing of the profile in the clear, and brings it back with its passphrase', async () => {
    await track('tent-1');
    await track('boot-2');
    const copy = await encrypted();
    expect(JSON.stringify(copy)).not.toMatch(/tent|boot|view_item/);
    await tab().profile.forget({ from: 0 });
    expect(await ids()).toEqual([]);
    // Another keyboard writes the umlaut as two characters.
    expect(await tab().profile.import(copy, { passphrase: PASSPHRASE.normalize('NFD') })).toEqual({ done: true, added: 2 });
    expect(await ids()).toEqual(['tent-1', 'boot-2']);
  });

  it('comes as the texts of QR codes too, and is read from them in any order', async () => {
    for (let number = 0; number < 60; number++) await track(`tent-${number}`);
    const before = await ids();
    const result = await tab().profile.export({ passphrase: PASSPHRASE, as: 'codes' });
    const codes = result.done ? [...result.codes] : [];
    expect(codes.length).toBeGreaterThan(1);
    await tab().profile.forget({ from: 0 });
    expect(await tab().profile.import(codes.slice(1), { passphrase: PASSPHRASE })).toMatchObject({
      done: false,
      reason: 'codes-missing',
      message: `Of ${codes.length} codes these are missing: 1.`,
    });
    expect(await tab().profile.import(codes, { passphrase: 'Zelt am Fluß, spät' })).toMatchObject({ reason: 'passphrase-wrong' });
    expect(await ids()).toEqual([]);
    expect(await tab().profile.import(codes.reverse(), { passphrase: PASSPHRASE })).toEqual({ done: true, added: before.length });
    expect(await ids()).toEqual(before);
    expect(await tab().profile.export({ passphrase: PASSPHRASE, as: 'code' } as never)).toMatchObject({
      done: false,
      reason: 'bad-argument',
    });
  });

  it('is packed before it is encrypted, and brings back one that is not', async () => {
    await track('tent-1');
    const packed = await encrypted();
    vi.stubGlobal('CompressionStream', undefined);
    const plain = await encrypted();
    vi.unstubAllGlobals();
    expect([packed.compression, plain.compression]).toEqual(['gzip', undefined]);
    expect(packed.data.length).toBeLessThan(plain.data.length);
    await tab().profile.forget({ from: 0 });
    expect(await tab().profile.import(plain, { passphrase: PASSPHRASE })).toEqual({ done: true, added: 1 });
    expect(await tab().profile.import({ ...packed, compression: 'zpaq' }, { passphrase: PASSPHRASE })).toMatchObject({
      reason: 'version-mismatch',
    });
  });

  it('differs each time, in salt and in the rest', async () => {
    await track('tent-1');
    const [one, other] = [await encrypted(), await encrypted()];
    expect(one.key.salt).not.toBe(other.key.salt);
    expect(one.cipher.iv).not.toBe(other.cipher.iv);
    expect(one.data).not.toBe(other.data);
    expect(one.key.iterations).toBe(600_000);
  });

  it('is read outside by the snippet of docs/privacy.md alone', async () => {
    await track('tent-1');
    const copy = await encrypted();
    const [, snippet] = /### An encrypted copy[\s\S]*?```js\n([\s\S]*?)```/.exec(readFileSync('docs/privacy.md', 'utf8')) ?? [];
    const folder = mkdtempSync(join(tmpdir(), 'onshelf-copy-'));
    writeFileSync(join(folder, 'read-copy.mjs'), snippet ?? '');
    writeFileSync(join(folder, 'copy.json'), JSON.stringify(copy));
    const read = execFileSync(process.execPath, [join(folder, 'read-copy.mjs'), join(folder, 'copy.json'), PASSPHRASE], {
      encoding: 'utf8',
    });
    expect(JSON.parse(read)).toMatchObject({ format: 'onshelf-profile', version: 1, events: [{ items: [{ item_id: 'tent-1' }] }] });
  });

  it.each<[string, string, (copy: EncryptedCopy) => object, string?]>([
    ['a wrong passphrase', 'passphrase-wrong', (copy) => copy, 'Zelt am Fluß, spät'],
    ['no passphrase', 'bad-argument', (copy) => copy, ''],
    ['changed data', 'bad-input', (copy) => ({ ...copy, data: otherByte(copy.data) })],
    ['data that is no base64', 'bad-input', (copy) => ({ ...copy, data: '*' })],
    ['no salt', 'bad-input', (copy) => ({ ...copy, key: { ...copy.key, salt: undefined } })],
    ['more iterations than a browser can do', 'bad-input', (copy) => ({ ...copy, key: { ...copy.key, iterations: 1e12 } })],
    ['no iterations', 'bad-input', (copy) => ({ ...copy, key: { ...copy.key, iterations: 0 } })],
    ['fewer iterations than none', 'bad-input', (copy) => ({ ...copy, key: { ...copy.key, iterations: -5 } })],
    ['a salt of one byte', 'bad-input', (copy) => ({ ...copy, key: { ...copy.key, salt: 'AA==' } })],
    ['an initialisation vector of one byte', 'bad-input', (copy) => ({ ...copy, cipher: { ...copy.cipher, iv: 'AA==' } })],
    [
      'data that is shorter than its tag',
      'bad-input',
      (copy) => ({
        ...copy,
        data: 'AA==',
        digest: createHash('sha256')
          .update(Buffer.from([0]))
          .digest('base64'),
      }),
    ],
    ['a getter that throws', 'bad-input', (copy) => Object.defineProperty({ ...copy }, 'cipher', { enumerable: true, get: fails })],
    ['another cipher', 'bad-input', (copy) => ({ ...copy, cipher: { ...copy.cipher, name: 'AES-CBC' } })],
    ['a later version', 'version-mismatch', (copy) => ({ ...copy, version: 2 })],
  ])('with %s is refused with the code %s, and nothing is imported', async (_, reason, change, passphrase = PASSPHRASE) => {
    await track('tent-1');
    const copy = change(await encrypted());
    await tab().profile.forget({ itemId: 'tent-1' });
    expect(await tab().profile.import(copy, { passphrase })).toMatchObject({ done: false, added: 0, reason });
    expect(await ids()).toEqual([]);
  });

  it('is not made with a short passphrase, with a misspelled option, or without encryption; never is a plain copy given instead', async () => {
    await track('tent-1');
    const { profile } = tab();
    expect(await profile.export({ passphrase: 'short' })).toMatchObject({ done: false, reason: 'bad-argument' });
    expect(await profile.export({ password: PASSPHRASE } as never)).toMatchObject({ done: false, reason: 'unknown-name' });
    vi.stubGlobal('crypto', { getRandomValues: (into: Uint8Array<ArrayBuffer>) => into });
    expect(await profile.export({ passphrase: PASSPHRASE })).toMatchObject({ done: false, reason: 'encryption-missing' });
    vi.unstubAllGlobals();
  });
});
