import { readFileSync } from 'node:fs';
import type { Route } from '@playwright/test';
import { expect, openShelf, test } from '../tools/site.js';

const manifest = (): { files: { role: string; path: string }[] } => JSON.parse(readFileSync('demo/dist/pack/pack.json', 'utf8'));
const pathOf = (role: string): string => manifest().files.find((file) => file.role === role)?.path ?? '';
const flip = (bytes: Buffer): Buffer => {
  const changed = Buffer.from(bytes);
  changed[changed.length - 5] ^= 1;
  return changed;
};
const change = (alter: (bytes: Buffer) => Buffer) => async (route: Route) => {
  const response = await route.fetch();
  await route.fulfill({ response, headers: {}, body: alter(await response.body()) });
};

const FAULTS: [string, () => string, (route: Route) => Promise<void>, RegExp][] = [
  ['missing', () => 'pack.json', (route) => route.fulfill({ status: 404 }), /answered with status 404\. Is the pack uploaded there\?/],
  ['a page of HTML', () => 'pack.json', (route) => route.fulfill({ body: '<!doctype html>' }), /pack\.json is not JSON/],
  [
    'of a later version',
    () => 'pack.json',
    change((bytes) => Buffer.from(bytes.toString().replace(/"version":\s*\d/, '"version":9'))),
    /version is 9; this library reads versions 1 and 2/,
  ],
  [
    'an endless manifest',
    () => 'pack.json',
    (route) => route.fulfill({ body: ' '.repeat(300_000) }),
    /longer than the 262144 bytes expected/,
  ],
  [
    'truncated',
    () => pathOf('rows'),
    change((bytes) => bytes.subarray(0, 5000)),
    /has 5000 bytes; the manifest says \d+\. Is the upload complete\?/,
  ],
  ['bit-flipped', () => pathOf('rows'), change(flip), /does not match its SHA-256/],
  [
    'longer than declared',
    () => pathOf('catalog'),
    change((bytes) => Buffer.concat([bytes, bytes])),
    /is longer than the \d+ bytes expected/,
  ],
];

for (const [name, path, answer, message] of FAULTS) {
  test(`a pack that is ${name}: the fallback order, a message, no exception`, async ({ page, site }) => {
    await page.route(`**/pack/${path()}`, answer);
    await openShelf(page, site, { backend: 'js', fallback: ['a', 'b', 'c'] });
    const list = await page.evaluate(() => shelf.recommend({ count: 2 }));
    expect(list.items.map((item) => item.id)).toEqual(['a', 'b']);
    expect(list.servedBy).toEqual({ model: 'fallback', backend: 'none' });
    expect(list.trace.notes.map(({ message }) => message).join()).toMatch(message);
    expect((await page.evaluate(() => shelf.health())).lastError?.message).toMatch(message);
    expect(await page.evaluate(() => faults)).toEqual([]);
  });
}

const UNUSABLE: [string, (address: string) => string, (route: Route) => Promise<void>][] = [
  ['never answers', () => 'pack.json', () => new Promise(() => {})],
  ['is a page of HTML', () => 'pack.json', (route) => route.fulfill({ body: '<!doctype html>' })],
  [
    'names files that are not uploaded yet',
    () => 'pack.json',
    async (route) => {
      const pack = manifest();
      const sha256 = 'ab'.repeat(32);
      const files = pack.files.map((file) =>
        file.role === 'rows' ? { ...file, sha256, path: `rows-${sha256.slice(0, 16)}.safetensors` } : file,
      );
      await route.fulfill({ body: JSON.stringify({ ...pack, files }) });
    },
  ],
];

for (const [name, path, answer] of UNUSABLE) {
  test(`a new pack that ${name}: the pack of the last visit serves`, async ({ page, site }) => {
    await openShelf(page, site, { backend: 'js', consent: 'granted' });
    const before = await page.evaluate(async () => (await shelf.recommend({ count: 5 })).items.map((item) => item.id));
    await expect.poll(() => page.evaluate(async () => (await shelf.health()).pack !== null)).toBe(true);
    await page.route(`**/pack/${path(site.address)}`, answer);
    await openShelf(page, site, { backend: 'js' });
    // Waiting is optional.
    const hasty = await page.evaluate(async () => (await shelf.recommend({}, { signal: AbortSignal.timeout(50) })).servedBy.model);
    expect(['fallback', 'popular']).toContain(hasty);
    const after = await page.evaluate(() => shelf.recommend({ count: 5 }));
    expect(after.items.map((item) => item.id)).toEqual(before);
    expect(after.trace.notes.map(({ message }) => message).join()).toContain('The pack stored earlier is in use');
  });
}
