import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { onshelf } from './tools/run-onshelf.js';
import { smallShop } from './tools/small-shop.js';

const { folder, build } = smallShop(30, 40);
const pack = join(folder, 'pack');
const keyFile = join(folder, 'key.pem');
const signatures = (): string[] => readdirSync(pack).filter((name) => name.startsWith('signature-'));
const made = async (name: string): Promise<string> => JSON.parse((await onshelf('keygen', join(folder, name), '--json')).output).publicKey;
let key = '';

beforeAll(async () => {
  await build('pack');
  key = await made('key.pem');
}, 120_000);

describe('onshelf keygen', () => {
  it('writes a private key for its user alone, prints the public one, and replaces nothing', async () => {
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    const before = readFileSync(keyFile, 'utf8');
    expect(await onshelf('keygen', keyFile)).toMatchObject({ code: 1, errors: expect.stringMatching(/cannot be written/) });
    expect(readFileSync(keyFile, 'utf8')).toBe(before);
  });

  it('writes no private key into the folder of a pack', async () => {
    expect(await onshelf('keygen', join(pack, 'key.pem'))).toMatchObject({ code: 1 });
    expect(existsSync(join(pack, 'key.pem'))).toBe(false);
  });
});

describe('onshelf sign', () => {
  it('signs a pack, which verify then accepts by that key and by no other', async () => {
    expect(await onshelf('verify', pack, '--key', key)).toMatchObject({ code: 1, output: expect.stringMatching(/has no signature/) });
    expect(await onshelf('sign', pack, '--key', keyFile, '--expires', '30')).toMatchObject({ code: 0 });
    expect(await onshelf('verify', pack, '--key', key)).toMatchObject({ code: 0, output: expect.stringContaining(`signed by ${key}`) });
    const other = await made('other.pem');
    expect(await onshelf('verify', pack, '--key', other)).toMatchObject({
      code: 1,
      output: expect.stringMatching(/none of the pinned keys/),
    });
  });

  it('carries on what the old key says of the next, so that pages with the old key alone accept the next', async () => {
    const next = await made('next.pem');
    await onshelf('sign', pack, '--key', keyFile, '--next-key', next);
    expect(await onshelf('sign', pack, '--key', join(folder, 'next.pem'))).toMatchObject({ code: 0 });
    expect(await onshelf('verify', pack, '--key', key)).toMatchObject({ code: 0, output: expect.stringContaining(`signed by ${next}`) });
  });

  it('a rollback says that the pack has no signature any more, or signs it right away', async () => {
    await build('pack');
    await onshelf('sign', pack, '--key', keyFile);
    expect(await onshelf('rollback', pack, '--to', '1')).toMatchObject({
      code: 0,
      output: expect.stringMatching(/has no signature: pages that pin a key refuse it/),
    });
    expect(await onshelf('rollback', pack, '--to', '1', '--sign-key', keyFile)).toMatchObject({
      code: 0,
      output: expect.stringContaining(`signed by ${key}`),
    });
    expect(await onshelf('verify', pack, '--key', key)).toMatchObject({ code: 0 });
    expect(signatures().length).toBeGreaterThan(1);
  }, 120_000);

  it('placements that are published beside a signed pack are signed right away, or it is said that pages refuse them', async () => {
    const placements = join(folder, 'placements.json');
    writeFileSync(placements, JSON.stringify({ format: 'onshelf-scenarios', version: 1, placements: { top: { count: 4 } } }));
    const unsigned = await onshelf('scenarios', 'publish', placements, '--pack', pack);
    expect(unsigned).toMatchObject({ code: 0, output: expect.stringMatching(/pages that pin a key refuse them/) });
    expect(await onshelf('verify', pack, '--key', key)).toMatchObject({ code: 1 });
    const signed = await onshelf('scenarios', 'publish', placements, '--pack', pack, '--sign-key', keyFile);
    expect(signed).toMatchObject({ code: 0, output: expect.stringContaining(`They are signed by ${key}`) });
    expect(await onshelf('verify', pack, '--key', key)).toMatchObject({ code: 0 });
    expect(await onshelf('scenarios', 'check', placements, '--pack', pack, '--sign-key', keyFile)).toMatchObject({ code: 2 });
  });

  it('refuses a key that is none, a faulty pack, and a next key without the old one', async () => {
    writeFileSync(join(folder, 'none.pem'), 'hello');
    expect(await onshelf('sign', pack, '--key', join(folder, 'none.pem'))).toMatchObject({ code: 1 });
    expect(await onshelf('sign', pack, '--key', keyFile, '--next-key', 'abc')).toMatchObject({ code: 2 });
    expect(await onshelf('rollback', pack, '--next-key', key)).toMatchObject({ code: 2 });
  });
});
