import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '../tools/site.js';
import { isChunk, test } from '../tools/two-builds.js';
import {
  callAll,
  expectNoWrongList,
  health,
  listOfBrand,
  openUploadedPage,
  openUploadedShelf,
  refusingHolds,
} from '../tools/upload-page.js';

test('the same sources give the same bytes; chunks of two builds that share a name share every byte', ({ site }) => {
  for (const name of readdirSync(site.old))
    expect(readFileSync(join(site.old, name)).equals(readFileSync(join('dist', name))), name).toBe(true);
  const shared = readdirSync(site.old).filter((name) => isChunk(name) && readdirSync(site.next).includes(name));
  expect(shared.length).toBeLessThan(readdirSync(site.old).filter(isChunk).length);
  for (const name of shared) expect(readFileSync(join(site.old, name)).equals(readFileSync(join(site.next, name))), name).toBe(true);
});

test('the two builds of these tests use their minified names for different exports', async ({ page, site }) => {
  site.upload([site.old]);
  await openUploadedPage(page, site);
  const texts = (): Promise<Record<string, string>> =>
    page.evaluate(async () => {
      const module: Record<string, unknown> = await import(`/dist/index.js?${Math.random()}`);
      return Object.fromEntries(Object.entries(module).map(([name, value]) => [name, String(value)]));
    });
  const before = await texts();
  site.upload([site.next]);
  const after = await texts();
  expect(Object.keys(before).filter((name) => name.length === 1 && name in after && after[name] !== before[name]).length).toBeGreaterThan(
    0,
  );
  expect(before.build).not.toBe(after.build);
});

/** The build before and after: an upload, and its rollback. */
const ways = [
  { way: 'an upload', from: 'old', to: 'next' },
  { way: 'a rollback', from: 'next', to: 'old' },
] as const;
for (const { way, from, to } of ways) {
  test(`a page that is open during ${way} keeps its own build if that build's chunks are kept`, async ({ page, context, site }) => {
    site.upload([site[from]]);
    await openUploadedPage(page, site);
    await openUploadedShelf(page);
    const { ids, model } = await listOfBrand(page);
    expect([model, ids.length]).toEqual(['personal', 5]);
    site.upload([site[from], isChunk], [site[to]]);
    expect(await expectNoWrongList(page, ids)).toBe('personal');
    await callAll(page);
    expect(await health(page)).toMatchObject({ engine: 'worker' });
    await refusingHolds(page, context, site);
  });

  for (const missing of ['404', 'page'] as const) {
    test(`a page that is open during ${way} keeps the loaded parts if chunks are gone (${missing})`, async ({ page, context, site }) => {
      site.upload([site[from]]);
      site.missing = missing;
      await openUploadedPage(page, site);
      await openUploadedShelf(page);
      const before = await listOfBrand(page);
      site.upload([site[to]]);
      expect(await expectNoWrongList(page, before.ids)).toBe('fallback');
      expect((await listOfBrand(page)).ids).toEqual(before.ids);
      await callAll(page);
      await refusingHolds(page, context, site);
    });
  }
}

test('a page that goes offline keeps the parts that it has loaded', async ({ page, context, site }) => {
  site.upload([site.old]);
  await openUploadedPage(page, site);
  await openUploadedShelf(page);
  const before = await listOfBrand(page);
  await context.setOffline(true);
  expect(await expectNoWrongList(page, before.ids)).toBe('fallback');
  expect((await listOfBrand(page)).ids).toEqual(before.ids);
  await callAll(page);
  await page.evaluate(() => shelf.consent.set('denied'));
  expect(await page.evaluate(() => [faults, shelf.consent.state])).toEqual([[], 'denied']);
});
