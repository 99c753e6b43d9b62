import { expect, home, openShelf } from '../e2e/tools/site.js';
import { collectLines, expectNoFaults, expectSaidOnce, healthOf, knownMarks, marksOf, trackMarked } from './tools/marked-events.js';
import { FIREFOX_ONLY, firstPage, noteCost, test } from './tools/shop-browser.js';

test(
  'F1: in a browser without space, further events stay in memory, lists change, and stored events are there on the next visit',
  FIREFOX_ONLY,
  async ({ launch, site }) => {
    let context = await launch({ room: 2 ** 21 });
    let page = await firstPage(context);
    const lines = collectLines(page);
    await openShelf(page, site, { consent: 'granted', backend: 'js' });
    const popular = await home(page);
    const marks = marksOf('large', 60);
    const stored: string[] = [];
    // 60 KB each: small writes pass any quota.
    for (const mark of marks) stored.push(...(await trackMarked(page, [mark], 198)));
    expect(stored.length).toBeGreaterThan(0);
    expect(stored.length).toBeLessThan(marks.length);
    expect(await knownMarks(page)).toEqual([...marks].sort());
    expect(await home(page)).not.toEqual(popular);
    expect(await healthOf(page)).toMatchObject({ mode: 'memory', lostEvents: 0, unstoredEvents: marks.length - stored.length });
    expectSaidOnce(lines);
    await expectNoFaults(page);
    await context.close();

    context = await launch();
    page = await firstPage(context);
    await openShelf(page, site, { backend: 'js' });
    expect(await knownMarks(page)).toEqual(expect.arrayContaining([...stored].sort()));
    expect((await healthOf(page)).lostEvents).toBe(0);
    await expectNoFaults(page);
    noteCost({ runs: 1, acknowledged: stored.length, lost: 0 });
  },
);
