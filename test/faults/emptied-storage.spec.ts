import { expect, home, openShelf } from '../e2e/tools/site.js';
import { expectNoFaults, healthOf, knownMarks, marksOf, trackMarked } from './tools/marked-events.js';
import { firstPage, noteCost, test } from './tools/shop-browser.js';

test('F4: clearing site data under an open page deletes only stored data, including consent', async ({ launch, site }) => {
  const page = await firstPage(await launch());
  await openShelf(page, site, { consent: 'granted', backend: 'js' });
  const before = marksOf('before', 7);
  expect(await trackMarked(page, before)).toEqual(before);
  const popular = await home(page);
  // Cleared by the site here, or by the shopper in the settings: to an open page it looks the same.
  await page.evaluate(async () => void (await fetch('/cleared/page.js', { cache: 'reload' })));

  await expect.poll(() => page.evaluate(() => shelf.consent.state)).toBe('unknown');
  // There is no consent to store these.
  expect(await trackMarked(page, ['after-0', 'after-1'])).toEqual([]);
  expect(await knownMarks(page)).toEqual(['after-0', 'after-1']);
  expect(await home(page)).not.toEqual(popular);
  expect(await healthOf(page)).toMatchObject({ consent: 'unknown', mode: 'memory', lostEvents: before.length });

  await page.evaluate(() => shelf.consent.set('granted'));
  expect(await trackMarked(page, ['later-0'])).toEqual(['later-0']);
  expect(await healthOf(page)).toMatchObject({ consent: 'granted', mode: 'stored' });
  const after = ['after-0', 'after-1', 'later-0'];
  expect(await knownMarks(page)).toEqual(after);
  await expectNoFaults(page);
  await openShelf(page, site, { backend: 'js' });
  expect(await page.evaluate(() => shelf.consent.state)).toBe('granted');
  expect(await knownMarks(page)).toEqual(after);
  noteCost({ runs: 1, acknowledged: before.length + 1, lost: before.length });
});
