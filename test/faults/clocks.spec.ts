import type { Page } from '@playwright/test';
import { expect, openShelf } from '../e2e/tools/site.js';
import { expectNoFaults, healthOf, knownMarks, marksOf, scoresAt, trackMarked } from './tools/marked-events.js';
import { INLINE, shiftClock } from './tools/page-conditions.js';
import { readMeta } from './tools/raw-database.js';
import { firstPage, noteCost, test } from './tools/shop-browser.js';

const DAY = 86_400_000;
const granted = { consent: 'granted', backend: 'js' } as const;

/** Waits until the log was tidied, three seconds after the page has opened: days by which the clock was off then. */
const untilMaintained = (page: Page, days: number): Promise<void> =>
  expect.poll(async () => ((await readMeta(page, 'maintained')) - Date.now()) / DAY).toBeCloseTo(days, 1);

for (const [name, jump, stays] of [
  // More than a day, so that the log is tidied.
  ['two days back', -2 * DAY, true],
  ['ten years on', 3653 * DAY, true],
  // The first visit ends before the log was tidied once.
  ['ten years on after a short visit', 3653 * DAY, false],
] as const) {
  test(`F17: a clock that jumps ${name} deletes nothing, and scores stay numbers`, async ({ launch, site }) => {
    const context = await launch();
    const page = await firstPage(context);
    await shiftClock(page);
    await openShelf(page, site, granted, INLINE);
    const before = marksOf('before', 6);
    expect(await trackMarked(page, before)).toEqual(before);
    if (stays) await untilMaintained(page, 0);
    await page.close();

    const later = await context.newPage();
    await shiftClock(later, jump);
    await openShelf(later, site, { backend: 'js' }, INLINE);
    expect(await later.evaluate(() => Math.round((Date.now() - performance.timeOrigin) / 86_400_000))).toBe(jump / DAY);
    expect(await trackMarked(later, ['after-0'])).toEqual(['after-0']);
    await untilMaintained(later, jump / DAY);
    expect(await knownMarks(later)).toEqual(['after-0', ...before].sort());
    const scores = await scoresAt(later, Date.now() + jump);
    expect(scores).toHaveLength(50);
    expect(scores.filter(([, score]) => !Number.isFinite(score))).toEqual([]);
    // Best first, and no event weighs more because its time is in the future.
    expect(scores.map(([, score]) => score)).toEqual(scores.map(([, score]) => score).sort((a, b) => b - a));
    await later.evaluate(() => {
      globalThis.clockOffset = 0;
    });
    const back = await scoresAt(later, Date.now());
    expect(back.filter(([, score]) => !Number.isFinite(score))).toEqual([]);
    await expectNoFaults(later);
    await later.close();

    // Set right again: still nothing is lost.
    const right = await context.newPage();
    await openShelf(right, site, { backend: 'js' }, INLINE);
    await untilMaintained(right, 0);
    expect(await knownMarks(right)).toEqual(['after-0', ...before].sort());
    expect((await healthOf(right)).lostEvents).toBe(0);
    await expectNoFaults(right);
    noteCost({ runs: 1, acknowledged: before.length + 1, lost: 0 });
  });
}

test('F17: an event that is imported twice, or under an existing id, is stored once', async ({ launch, site }) => {
  const page = await firstPage(await launch());
  await openShelf(page, site, granted);
  const id = '01J00000000000000000000000';
  const event = (mark: string, time: number): object => ({
    id,
    name: 'view_item',
    time,
    items: [{ item_id: 'tent-001' }, { item_id: mark }],
  });
  const events = [
    event('first', Date.now() - 86_400_000),
    event('old', 1e12),
    event('second', 2e12),
    event('far', 8e15),
    event('before', -1e15),
  ];
  expect(await page.evaluate((given) => shelf.profile.import({ events: given }), events)).toMatchObject({ added: 1 });
  expect(await page.evaluate((given) => shelf.profile.import({ events: given }), events)).toMatchObject({ added: 0 });
  expect(await knownMarks(page)).toEqual(['first']);
  const scores = await scoresAt(page, Date.now());
  expect(scores.filter(([, score]) => !Number.isFinite(score))).toEqual([]);
  expect((await healthOf(page)).lostEvents).toBe(0);
  await expectNoFaults(page);
  await openShelf(page, site, granted);
  expect(await knownMarks(page)).toEqual(['first']);
  expect((await healthOf(page)).lostEvents).toBe(0);
});
