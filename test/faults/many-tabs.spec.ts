import { expect, home, openShelf } from '../e2e/tools/site.js';
import { stopPage } from './tools/browser-processes.js';
import { expectNoFaults, healthOf, knownMarks, marksOf, trackMarked } from './tools/marked-events.js';
import { INLINE, withoutBuckets } from './tools/page-conditions.js';
import { CHROMIUM_ONLY, firstPage, noteCost, test } from './tools/shop-browser.js';

/** A tab of WebKit holds a connection to its driver, and WebKit has six for a host. */
const TABS = { leveldb: 10, sqlite: 10, firefox: 5, webkit: 4 } as const;
const granted = { consent: 'granted', backend: 'js' } as const;

declare global {
  /** Whether this tab is tidying the log. */
  var holding: boolean;
}

test('F15: tabs with five hundred events each, all at once, store them all, and none twice', async ({ launch, backing, site }) => {
  const context = await launch();
  const further = TABS[backing] - 1;
  const tabs = [await firstPage(context), ...(await Promise.all(Array.from({ length: further }, () => context.newPage())))];
  for (const tab of tabs) {
    await openShelf(tab, site, granted);
    await trackMarked(tab, []);
  }
  const stored = await Promise.all(
    tabs.map((tab, number) =>
      tab.evaluate(async (name) => {
        const acknowledged: string[] = [];
        for (let at = 0; at < 500; at += 20) {
          const group = globalThis.trackInPage(Array.from({ length: 20 }, (_, index) => `${name}-${at + index}`));
          // Some wait for their turn, some do not, some ask for a list in between.
          if (at % 60 === 0) await shelf.recommend({ count: 5 });
          acknowledged.push(...(await group));
        }
        return acknowledged;
      }, `tab-${number}`),
    ),
  );
  const all = tabs.flatMap((_, number) => marksOf(`tab-${number}`, 500));
  expect(stored.flat().sort()).toEqual([...all].sort());
  const last = tabs[further];
  expect(await knownMarks(last)).toEqual([...all].sort());
  expect(await home(last)).toEqual(await home(tabs[0]));
  for (const tab of tabs) await expectNoFaults(tab);
  expect((await healthOf(last)).lostEvents).toBe(0);
  noteCost({ runs: 1, acknowledged: all.length, lost: 0 });
});

test(
  'F16: a tab that is frozen while it tidies the log loses the lock, and does nothing twice when it resumes',
  CHROMIUM_ONLY,
  async ({ launch, profile, site }) => {
    const context = await launch();
    const strays = await firstPage(context);
    // Events that an earlier visit wrote to another place: tidying has work to do.
    const marks = marksOf('stray', 30);
    await withoutBuckets(strays);
    await openShelf(strays, site, { ...granted, name: 'onshelf~2' }, INLINE);
    expect(await trackMarked(strays, marks)).toEqual(marks);
    await strays.close();

    const freezing = await context.newPage();
    await freezing.addInitScript(() => {
      globalThis.holding = false;
      const open = IDBFactory.prototype.open;
      IDBFactory.prototype.open = function (...given) {
        if (given[0] === 'onshelf~2') globalThis.holding = true;
        return open.apply(this, given);
      };
      // The step takes long enough to freeze the tab in it.
      const told = new WeakSet<IDBRequest>();
      const getAll = IDBObjectStore.prototype.getAll;
      IDBObjectStore.prototype.getAll = function (...given) {
        const request = getAll.apply(this, given);
        if (!globalThis.holding || this.name !== 'events') return request;
        request.addEventListener('success', (event) => {
          if (told.has(request)) return;
          told.add(request);
          event.stopImmediatePropagation();
          setTimeout(() => request.dispatchEvent(new Event('success')), 8000);
        });
        return request;
      };
    });
    await openShelf(freezing, site, granted, INLINE);
    await freezing.waitForFunction(() => globalThis.holding);
    expect(await freezing.evaluate(async () => (await navigator.locks.query()).held?.map(({ name }) => name))).toContain('onshelf:onshelf');
    const goOn = await stopPage(profile, freezing);

    const other = await context.newPage();
    await openShelf(other, site, granted, INLINE);
    expect(await trackMarked(other, ['own-0'])).toEqual(['own-0']);
    const all = [...marks, 'own-0'].sort();
    // Three seconds until it begins, fifteen until the lock is taken away.
    await expect.poll(() => knownMarks(other)).toEqual(all);
    await expect
      .poll(async () => (await healthOf(other)).notes.map(({ message }) => message).join())
      .toContain('30 events that an earlier visit stored in another place were moved here');

    goOn();
    await freezing.waitForTimeout(10_000);
    await expect.poll(() => other.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).not.toContain('onshelf~2');
    expect(await knownMarks(other)).toEqual(all);
    expect(await knownMarks(freezing)).toEqual(all);
    expect((await healthOf(freezing)).notes.map(({ message }) => message).join()).not.toContain('were moved here');
    await expectNoFaults(freezing);
    await expectNoFaults(other);
    await other.close();
    const after = await context.newPage();
    await openShelf(after, site, { backend: 'js' });
    expect(await knownMarks(after)).toEqual(all);
    expect((await healthOf(after)).lostEvents).toBe(0);
    noteCost({ runs: 1, acknowledged: all.length, lost: 0 });
  },
);
