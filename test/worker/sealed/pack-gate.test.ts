import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPackGate, type PackGate } from '../../../src/worker/sealed/pack-gate.js';

const PACK = 'https://shop.example/pack/pack.json';
const ROWS = 'rows-0123456789abcdef.safetensors';
const LOCALE = 'locale-fedcba9876543210.safetensors';
const MANIFEST = JSON.stringify({
  format: 'onshelf-pack',
  files: [{ role: 'rows', path: ROWS, bytes: 64, sha256: 'a' }],
  locales: { de: { file: { path: LOCALE, bytes: 32 } } },
  link: 'https://shop.example/elsewhere',
});

/** A gate over a server that has these files, and what was asked of it. */
function gateOver(files: Readonly<Record<string, string>>, isSigned = false): { gate: PackGate; asked: string[]; rules: unknown[] } {
  const asked: string[] = [];
  const rules: unknown[] = [];
  const gate = createPackGate({
    packUrl: PACK,
    redirectOrigins: [],
    isSigned,
    fetchFile: async (url, given) => {
      asked.push(url);
      rules.push(given);
      await Promise.resolve();
      const text = files[url];
      if (text === undefined) throw new Error('not there');
      return { url, bytes: new TextEncoder().encode(text) as Uint8Array<ArrayBuffer> };
    },
  });
  return { gate, asked, rules };
}

const beside = (name: string): string => new URL(name, PACK).href;
const refused = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'given',
    ({ message }: Error) => message,
  );

describe('the page fetches for a sealed engine', () => {
  it('the manifest, and the files that it names, with the limits that it names', async () => {
    const { gate, asked, rules } = gateOver({ [PACK]: MANIFEST, [beside(ROWS)]: 'rows', [beside(LOCALE)]: 'de' });
    await gate(PACK);
    await gate(beside(ROWS));
    await gate(beside(LOCALE));
    expect(asked).toEqual([PACK, beside(ROWS), beside(LOCALE)]);
    expect(rules).toMatchObject([
      { maximum: 262_144, cache: 'no-cache' },
      { maximum: 64, cache: 'default' },
      { maximum: 32, cache: 'default' },
    ]);
  });

  it('a file of which the manifest is still on its way', async () => {
    const { gate, asked } = gateOver({ [PACK]: MANIFEST, [beside(ROWS)]: 'rows' });
    const files = await Promise.all([gate(PACK), gate(beside(ROWS))]);
    expect(files.map(({ url }) => url)).toEqual(asked);
  });

  it('the placements, and the file that they name', async () => {
    const path = 'scenarios-0123456789abcdef.json';
    const { gate, asked } = gateOver({ [beside('scenarios.json')]: JSON.stringify({ file: { path, bytes: 9 } }), [beside(path)]: '{}' });
    await gate(beside('scenarios.json'));
    await gate(beside(path));
    expect(asked.length).toBe(2);
  });

  it('the signature of what it fetched, where a key is pinned, and no other', async () => {
    const name = (text: string): string => `signature-${createHash('sha256').update(text).digest('hex').slice(0, 16)}.json`;
    const { gate, asked } = gateOver({ [PACK]: MANIFEST, [beside(name(MANIFEST))]: '{}' }, true);
    await gate(PACK);
    await gate(beside(name(MANIFEST)));
    expect(await refused(gate(beside(name('a secret'))))).toContain('does not name it');
    expect(asked).toEqual([PACK, beside(name(MANIFEST))]);
  });

  it('no address that the manifest does not name, whatever the engine asks for', async () => {
    const known = [PACK, beside('scenarios.json'), beside(ROWS), beside(LOCALE)];
    const address = fc.oneof(
      fc.string().map((text) => `https://thief.example/${text}`),
      fc.string().map((text) => beside(encodeURIComponent(text))),
      fc.tuple(fc.constantFrom(...known), fc.constantFrom('?', '#', '/', '%2f..', '//'), fc.string()).map((parts) => parts.join('')),
      fc.constantFrom(...known),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(address, { maxLength: 10 }), async (urls) => {
        const { gate, asked } = gateOver({ [PACK]: MANIFEST, [beside(ROWS)]: 'rows', [beside(LOCALE)]: 'de' });
        for (const url of urls) await refused(gate(url));
        expect(asked.filter((url) => !known.includes(url))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('a file again to keep it after consent, and ten times at most, whether it arrives or not: how often is no message', async () => {
    const { gate, asked } = gateOver({ [PACK]: MANIFEST });
    for (let tries = 0; tries < 30; tries++) await refused(gate(PACK));
    for (let tries = 0; tries < 30; tries++) await refused(gate(beside(ROWS)));
    expect(await refused(gate(PACK))).toContain('too often');
    expect(asked).toEqual([...Array(10).fill(PACK), ...Array(10).fill(beside(ROWS))]);
  });

  it('nothing from another folder or host that a manifest names', async () => {
    const paths = ['../secret.json', 'https://thief.example/', '//thief.example/x', 'a/b', 'x?y', '.hidden', 'a\\b'];
    const { gate, asked } = gateOver({ [PACK]: JSON.stringify(paths.map((path) => ({ path, bytes: 1 }))) });
    await gate(PACK);
    for (const path of paths) expect(await refused(gate(beside(path)))).toContain('does not name it');
    expect(asked).toEqual([PACK]);
  });
});
