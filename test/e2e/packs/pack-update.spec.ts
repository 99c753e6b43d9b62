import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, openShelf, test } from '../tools/site.js';

interface Manifest {
  readonly number: number;
  readonly files: readonly { readonly role: string; readonly path: string; readonly sha256: string }[];
}

test('a new pack downloads only changed files, in the order of the manifest, and is used on the next visit', async ({ page, site }) => {
  const granted = { backend: 'js', consent: 'granted' } as const;
  await openShelf(page, site, granted);
  await page.evaluate(() => shelf.recommend());

  // One number of one row differs: the same shop a night later.
  const published: Manifest = JSON.parse(readFileSync('demo/dist/pack/pack.json', 'utf8'));
  const rows = published.files.find((file) => file.role === 'rows') as Manifest['files'][number];
  const bytes = readFileSync(`demo/dist/pack/${rows.path}`);
  // The numbers of the rows come first, after the header.
  bytes[8 + Number(bytes.readBigUInt64LE(0)) + 5] ^= 1;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const path = `rows-${sha256.slice(0, 16)}.safetensors`;
  const files = published.files.map((file) => (file.role === 'rows' ? { ...file, sha256, path } : file));
  await page.route('**/pack/pack.json', (route) =>
    route.fulfill({ body: JSON.stringify({ ...published, number: published.number + 1, files }) }),
  );
  await page.route(`**/pack/${path}`, (route) => route.fulfill({ body: bytes }));

  const asked: string[] = [];
  page.context().on('request', (request) => request.url().includes('/pack/') && asked.push(request.url().split('/pack/')[1]));
  await openShelf(page, site, granted);
  await page.evaluate(() => shelf.recommend());
  expect(asked).toEqual(['pack.json', path]);
  expect(await page.evaluate(async () => (await shelf.health()).pack)).toMatchObject({ number: published.number + 1, fromCache: false });

  asked.length = 0;
  await openShelf(page, site, granted);
  await page.evaluate(() => shelf.recommend());
  expect(asked).toEqual(['pack.json']);
  expect(await page.evaluate(async () => (await shelf.health()).pack)).toMatchObject({ number: published.number + 1, fromCache: true });
});
