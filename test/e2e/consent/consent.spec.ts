import { NOTHING, REFUSAL, traces } from '../tools/page-traces.js';
import { expect, home, openShelf, test, view } from '../tools/site.js';

test('before consent the list is personal and nothing is stored', async ({ page, site }) => {
  await openShelf(page, site, { backend: 'js' });
  const before = await home(page);
  expect(await view(page, 'tent-001', 'tent-005')).toEqual(['memory', 'memory']);
  expect(await home(page)).not.toEqual(before);
  expect(await traces(page)).toEqual(NOTHING);
  await openShelf(page, site, { backend: 'js' });
  expect(await home(page)).toEqual(before);
});

test('granting stores the events in memory, and the pack for the next visit', async ({ page, site }) => {
  await openShelf(page, site, { backend: 'js' });
  await view(page, 'tent-001', 'tent-005');
  const before = await home(page);
  await page.evaluate(() => shelf.consent.set('granted'));
  expect(await home(page)).toEqual(before);
  await expect.poll(() => page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0)).toBeGreaterThan(100_000);
  await openShelf(page, site, { backend: 'js' });
  expect(await home(page)).toEqual(before);
  expect(await page.evaluate(async () => (await shelf.health()).pack)).toMatchObject({ fromCache: true });
});

test('denying in one tab deletes everything in all tabs', async ({ page, site, context }) => {
  await openShelf(page, site, { consent: 'granted', backend: 'js' });
  const other = await context.newPage();
  await openShelf(other, site, { backend: 'js' });
  const popular = await home(other);
  await view(page, 'tent-001', 'tent-005');
  expect(await home(other)).not.toEqual(popular);
  await page.evaluate(() => shelf.consent.set('denied'));
  await expect.poll(() => other.evaluate(() => shelf.consent.state)).toBe('denied');
  expect(await home(other)).toEqual(popular);
  expect(await home(page)).toEqual(popular);
  expect(await view(page, 'tent-001')).toEqual(['no']);
  await expect.poll(() => traces(page)).toEqual(REFUSAL);
});

test('erasing leaves nothing in this tab or in others', async ({ page, site, context }) => {
  await openShelf(page, site, { consent: 'granted', backend: 'js' });
  const popular = await home(page);
  const other = await context.newPage();
  await openShelf(other, site, { backend: 'js' });
  await view(page, 'tent-001', 'tent-005');
  await home(other);
  await page.evaluate(() => shelf.profile.erase());
  expect(await page.evaluate(async () => (await shelf.profile.inspect()).events)).toEqual([]);
  expect(await home(page)).toEqual(popular);
  await expect.poll(() => home(other)).toEqual(popular);
  await expect.poll(() => traces(page)).toEqual(NOTHING);
});

test('consent: "denied" at creation erases the data of earlier visits', async ({ page, site }) => {
  await openShelf(page, site, { consent: 'granted', backend: 'js' });
  await view(page, 'tent-001');
  await openShelf(page, site, { consent: 'denied', backend: 'js' });
  await expect.poll(() => traces(page)).toEqual(NOTHING);
  await openShelf(page, site, { backend: 'js' });
  expect(await page.evaluate(() => shelf.consent.state)).toBe('unknown');
});

test('setting consent to "unknown" erases the profile', async ({ page, site }) => {
  await openShelf(page, site, { consent: 'granted', backend: 'js' });
  await view(page, 'tent-001');
  await page.evaluate(() => shelf.consent.set('unknown'));
  expect(await traces(page)).toEqual(NOTHING);
  expect(await view(page, 'tent-002')).toEqual(['memory']);
});
