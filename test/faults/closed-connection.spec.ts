import { expect, openShelf } from '../e2e/tools/site.js';
import { expectNoFaults, knownMarks, marksOf, trackMarked } from './tools/marked-events.js';
import { INLINE } from './tools/page-conditions.js';
import { firstPage, noteCost, test } from './tools/shop-browser.js';

declare global {
  /** Number of further IndexedDB calls before a connection breaks, in one of the usual ways; 0: it does not break. */
  var breakAfter: (calls: number, way: 'before' | 'during' | 'unheard') => void;
}

/** Breaks connections as the browser does: the transaction is aborted, the connection closed, `close` fired. */
function installBreaker(): void {
  let left = 0;
  let way = 'before';
  globalThis.breakAfter = (calls, how) => {
    left = calls;
    way = how;
  };
  const strike = (): boolean => left > 0 && --left === 0;
  /** Connections of page and engine: when a backing store goes away, all of them close. */
  const used = new Set<IDBDatabase>();
  const closeAll = (): void => {
    for (const database of used) {
      database.close();
      setTimeout(() => database.dispatchEvent(new Event('close')));
    }
    used.clear();
  };
  const transaction = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...given) {
    used.add(this);
    if (way === 'before' && strike()) closeAll();
    const made = transaction.apply(this, given);
    if (way !== 'unheard' || !strike()) return made;
    // It commits, but the connection is lost before the page gets the event.
    made.addEventListener('complete', (event) => {
      event.stopImmediatePropagation();
      made.dispatchEvent(new Event('abort'));
      closeAll();
    });
    return made;
  };
  for (const name of ['add', 'put', 'get', 'getAll', 'count'] as const) {
    const original = IDBObjectStore.prototype[name] as (...given: unknown[]) => IDBRequest;
    (IDBObjectStore.prototype as unknown as Record<string, unknown>)[name] = function (this: IDBObjectStore, ...given: unknown[]) {
      const request = original.apply(this, given);
      if (way === 'during' && strike())
        // After the code that made the request has run: a browser closes nothing in the middle of it.
        queueMicrotask(() => {
          try {
            this.transaction.abort();
          } catch {
            // It is already committing.
          }
          closeAll();
        });
      return request;
    };
  }
}

test('F5: connections that break at any call lose no acknowledged event, and store none twice', async ({ launch, rounds, site }) => {
  const page = await firstPage(await launch());
  await page.addInitScript(installBreaker);
  await openShelf(page, site, { consent: 'granted', backend: 'js' }, INLINE);
  const tracked: string[] = [];
  const acknowledged: string[] = [];
  const breaks = rounds * 2;
  for (let round = 0; round < breaks; round++) {
    await page.evaluate(([calls, way]) => globalThis.breakAfter(calls, way), [
      1 + ((round * 7) % 13),
      (['before', 'during', 'unheard'] as const)[round % 3],
    ] as const);
    for (let group = 0; group < 4; group++) {
      const marks = marksOf(`round-${round}`, 5, group * 5);
      tracked.push(...marks);
      acknowledged.push(...(await trackMarked(page, marks)));
      if (group === 1) await page.evaluate(() => shelf.recommend({ count: 5 }));
    }
    await page.evaluate(() => globalThis.breakAfter(0, 'before'));
  }
  const known = await knownMarks(page);
  expect(known).toEqual([...tracked].sort());
  await expectNoFaults(page);
  await openShelf(page, site, { backend: 'js' }, INLINE);
  const stored = await knownMarks(page);
  expect(new Set(stored).size, 'no event twice').toBe(stored.length);
  expect(acknowledged.filter((mark) => !stored.includes(mark))).toEqual([]);
  // One break is repaired within the call: no event had to stay in memory.
  expect(acknowledged).toHaveLength(tracked.length);
  noteCost({ runs: breaks, acknowledged: acknowledged.length, lost: 0 });
});
