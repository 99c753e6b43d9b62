import { expect, home, openShelf } from '../e2e/tools/site.js';
import { collectLines, expectNoFaults, expectSaidOnce, healthOf, knownMarks, marksOf, trackMarked } from './tools/marked-events.js';
import { shiftClock, withoutBuckets } from './tools/page-conditions.js';
import { CHROMIUM_ONLY, firstPage, noteCost, test } from './tools/shop-browser.js';

const granted = { consent: 'granted', backend: 'js' } as const;
/** Items that make an event of about 60 KB: small writes pass any quota. */
const LARGE = 198;
const SIX_MINUTES = 6 * 60_000;

test(
  'F1: over the quota of the origin, packs are deleted first, further events stay in memory, and are stored once there is space',
  CHROMIUM_ONLY,
  async ({ launch, site }) => {
    const context = await launch();
    const page = await firstPage(context);
    const lines = collectLines(page);
    await withoutBuckets(page);
    await shiftClock(page);
    const session = await context.newCDPSession(page);
    const origin = new URL(site.address).origin;
    // The pack fits, but little else. Chromium caches the available space for half a minute.
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_200_000 });
    await openShelf(page, site, granted);
    const popular = await home(page);
    const packs = (): Promise<number> =>
      page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const opening = indexedDB.open('onshelf');
            opening.onsuccess = () => {
              const counting = opening.result.transaction('files').objectStore('files').count();
              counting.onsuccess = () => {
                opening.result.close();
                resolve(counting.result);
              };
            };
          }),
      );
    await expect.poll(packs).toBeGreaterThan(0);

    // Twice as much as fits, even after the packs were deleted.
    const marks = marksOf('large', 40);
    const stored: string[] = [];
    for (const mark of marks) stored.push(...(await trackMarked(page, [mark], LARGE)));
    expect(stored.length).toBeLessThan(marks.length);
    expect(await packs()).toBe(0);
    expect(await knownMarks(page)).toEqual([...marks].sort());
    const full = await healthOf(page);
    expect(full).toMatchObject({ mode: 'memory', rung: 3, lostEvents: 0, unstoredEvents: marks.length - stored.length });
    expect(full.restsUntil).toBeGreaterThan(Date.now());
    const personal = await home(page);
    expect(personal).not.toEqual(popular);

    await session.send('Storage.overrideQuotaForOrigin', { origin });
    // Not before the suspension is over: a page that retries at once never stops.
    expect(await trackMarked(page, ['early-0'])).toEqual([]);
    await page.evaluate((rest) => {
      globalThis.clockOffset = rest;
    }, SIX_MINUTES);
    expect(await trackMarked(page, ['after-0'])).toEqual(['after-0']);
    await expect.poll(async () => (await healthOf(page)).mode).toBe('stored');
    expectSaidOnce(lines);
    await expectNoFaults(page);
    const all = [...marks, 'early-0', 'after-0'].sort();
    // The engine reads the log again once the page has told it that it can be used.
    await expect.poll(() => knownMarks(page)).toEqual(all);
    // All events were stored, not only in memory.
    await openShelf(page, site, { backend: 'js' });
    expect(await knownMarks(page)).toEqual(all);
    noteCost({ runs: 1, acknowledged: all.length, lost: 0 });
  },
);

for (const [name, quota] of [
  ['F1: over the quota of its own bucket', 200_000],
  ['F2: if not even an empty database fits', 1],
] as const) {
  test(`${name}, events stay in memory, lists change, and the console is not flooded`, CHROMIUM_ONLY, async ({ launch, site }) => {
    const page = await firstPage(await launch());
    const lines = collectLines(page);
    await page.goto(`${site.address}pages/`);
    await page.evaluate(async (size) => {
      // @ts-expect-error: TypeScript's library does not know it yet.
      await navigator.storageBuckets.open('onshelf-onshelf', { quota: size });
    }, quota);
    await openShelf(page, site, granted);
    const popular = await home(page);
    const marks = marksOf('large', 20);
    const stored: string[] = [];
    for (const mark of marks) stored.push(...(await trackMarked(page, [mark], LARGE)));
    expect(stored.length).toBeLessThan(quota === 1 ? 1 : marks.length);
    expect(await knownMarks(page)).toEqual([...marks].sort());
    expect(await home(page)).not.toEqual(popular);
    expect(await healthOf(page)).toMatchObject({ mode: 'memory', lostEvents: 0, unstoredEvents: marks.length - stored.length });
    expectSaidOnce(lines);
    await expectNoFaults(page);
    // The next visit tries again, and finds the acknowledged events.
    await openShelf(page, site, granted);
    expect(await knownMarks(page)).toEqual(expect.arrayContaining([...stored].sort()));
    await expectNoFaults(page);
    noteCost({ runs: 1, acknowledged: stored.length, lost: 0 });
  });
}
