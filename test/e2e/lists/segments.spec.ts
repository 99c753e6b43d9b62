import type { SegmentChange } from '../../../src/types/results/memberships.js';
import { expect, openShelf, test, view } from '../tools/site.js';

declare global {
  interface Window {
    told: SegmentChange[];
  }
}

test('a listener is told which segments the shopper enters, of which they are on the next page, and which they leave', async ({
  page,
  site,
}) => {
  const open = async (): Promise<void> => {
    await openShelf(page, site, { backend: 'js' });
    await page.evaluate(() => {
      window.told = [];
      shelf.onSegmentChange((change) => window.told.push(change));
    });
  };
  const told = (): Promise<[entered: string[], left: string[], first: boolean][]> =>
    page.evaluate(() => {
      const categories = (all: SegmentChange['entered']) => all.filter(({ kind }) => kind === 'category').map(({ name }) => name);
      return window.told.map(({ entered, left, first }) => [categories(entered), categories(left), first]);
    });
  await open();
  const category = await page.evaluate(async () => {
    const { categories } = await shelf.segments({ itemId: 'tent-001' });
    return categories[0].name;
  });
  await view(page, 'tent-001', 'tent-005', 'tent-009');
  const members = await page.evaluate(async () => (await shelf.segments({ memberOf: true })).memberOf?.length);
  expect([members, await told()]).toEqual([expect.any(Number), []]);
  await page.evaluate(() => shelf.consent.set('granted'));
  await expect.poll(told).toEqual([[expect.arrayContaining([category]), [], true]]);
  const { since } = await page.evaluate(() => window.told[0].entered[0]);

  await open();
  await expect.poll(told).toEqual([[expect.arrayContaining([category]), [], true]]);
  expect(await page.evaluate(() => window.told[0].entered[0].since)).toBe(since);
  for (const id of ['tent-001', 'tent-005', 'tent-009']) await page.evaluate((itemId) => shelf.profile.forget({ itemId }), id);
  await expect.poll(async () => (await told()).flatMap(([, left]) => left)).toContain(category);
  expect(await page.evaluate(() => window.told.at(-1)?.current)).toEqual([]);
});

test('a listener in another tab is told what the shopper enters in this one', async ({ page, site }) => {
  await openShelf(page, site, { backend: 'js', consent: 'granted' });
  const other = await page.context().newPage();
  await openShelf(other, site, { backend: 'js', consent: 'granted' });
  await other.evaluate(async () => {
    window.told = [];
    shelf.onSegmentChange((change) => window.told.push(change));
    await shelf.segments({ memberOf: true });
  });
  expect(await other.evaluate(() => window.told)).toEqual([]);
  await view(page, 'tent-001', 'tent-005', 'tent-009');
  const members = await page.evaluate(async () => (await shelf.segments({ memberOf: true })).memberOf?.map(({ name }) => name));
  expect(members).not.toEqual([]);
  await expect.poll(() => other.evaluate(() => window.told.at(-1)?.current.map(({ name }) => name))).toEqual(members);
});
