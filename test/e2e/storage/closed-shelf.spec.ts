import type { Page } from '@playwright/test';
import type { ShelfOptions } from '../../../src/index.js';
import { expect, home, openShelf, test, view } from '../tools/site.js';

declare global {
  /** Listeners on the window and the document, channels between tabs, and connections to databases that are currently open. */
  var left: () => { readonly listeners: number; readonly channels: number; readonly connections: number };
}

/** Bytes of the heap that a thousand closed shelves may leave: the browser keeps some data about them, partly added late. */
const ROOM = 3_000_000;

/** Counts listeners, from before the library is loaded. */
async function countListeners(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { addEventListener, removeEventListener } = EventTarget.prototype;
    const known = new Map<string, Set<unknown>>();
    const open = new Set<BroadcastChannel>();
    const among = (target: unknown, type: string, options: unknown): Set<unknown> => {
      const capture =
        typeof options === 'object' && options !== null ? (options as { capture?: boolean }).capture === true : options === true;
      const key = `${target === document ? 'document' : 'window'} ${type} ${capture}`;
      const found = known.get(key) ?? new Set();
      known.set(key, found);
      return found;
    };
    const isWatched = (target: unknown): boolean => target === undefined || target === window || target === document;
    EventTarget.prototype.addEventListener = function (this: EventTarget, type, listener, options) {
      if (isWatched(this) && listener !== null) among(this, type, options).add(listener);
      addEventListener.call(this ?? window, type, listener, options);
    };
    EventTarget.prototype.removeEventListener = function (this: EventTarget, type, listener, options) {
      if (isWatched(this)) among(this, type, options).delete(listener);
      removeEventListener.call(this ?? window, type, listener, options);
    };
    const Channel = BroadcastChannel;
    globalThis.BroadcastChannel = class extends Channel {
      constructor(name: string) {
        super(name);
        open.add(this);
      }
      override close(): void {
        open.delete(this);
        super.close();
      }
    };
    const connections = new Set<IDBDatabase>();
    const { open: openDatabase } = IDBFactory.prototype;
    const { close } = IDBDatabase.prototype;
    IDBFactory.prototype.open = function (this: IDBFactory, ...given) {
      const opening = openDatabase.apply(this, given);
      addEventListener.call(opening, 'success', () => connections.add(opening.result));
      return opening;
    };
    IDBDatabase.prototype.close = function (this: IDBDatabase) {
      connections.delete(this);
      close.call(this);
    };
    globalThis.left = () => ({
      connections: connections.size,
      listeners: [...known.values()].reduce((sum, { size }) => sum + size, 0),
      channels: open.size,
    });
  });
}

/** Opens and closes shelves, one after another. */
async function openAndClose(page: Page, count: number, options: Partial<ShelfOptions>): Promise<void> {
  await page.evaluate(
    async ([times, given]) => {
      for (let round = 0; round < times; round++) {
        const one = await createShelf({ pack: '/pack/pack.json', backend: 'js', ...given });
        const unsubscribe = one.subscribe(() => {});
        void one.track('view_item', { items: [{ item_id: `round-${round}` }] });
        // Every tenth made a list, and so has all its parts; the others are closed while they open.
        if (round % 10 === 0) await one.recommend({ count: 3 });
        await one.close();
        unsubscribe();
      }
    },
    [count, options] as const,
  );
}

interface Buckets {
  keys(): Promise<string[]>;
  open(name: string): Promise<{ readonly indexedDB: IDBFactory }>;
  delete(name: string): Promise<void>;
}

/** Deletes the database without the library, then its bucket. An open connection would block the former. */
async function deleteRaw(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const { storageBuckets } = navigator as unknown as { storageBuckets: Buckets };
    const names = await storageBuckets.keys();
    const factories = [indexedDB, ...(await Promise.all(names.map(async (name) => (await storageBuckets.open(name)).indexedDB)))];
    const outcomes = factories.map(
      (factory) =>
        new Promise<string>((resolve) => {
          const deleting = factory.deleteDatabase('onshelf');
          deleting.onblocked = () => resolve('blocked');
          deleting.onerror = () => resolve('failed');
          deleting.onsuccess = () => resolve('deleted');
        }),
    );
    const all = new Set(await Promise.all(outcomes));
    await Promise.all(names.map((name) => storageBuckets.delete(name)));
    return [...all].join();
  });
}

/** Names of databases and buckets. */
async function places(page: Page): Promise<(string | undefined)[]> {
  return page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name);
    return [...names, ...(await (navigator as unknown as { storageBuckets: Buckets }).storageBuckets.keys())];
  });
}

for (const [where, path, count] of [
  ['with a worker', 'pages/', 100],
  ['without workers', 'pages/strict.html', 300],
] as const) {
  for (const [what, consent] of [
    ['storing', 'granted'],
    ['nothing stored', 'unknown'],
  ] as const) {
    test(`${count} shelves opened and closed, ${where}, ${what}, leave nothing behind`, async ({ page, site }) => {
      test.setTimeout(240_000);
      await countListeners(page);
      await page.goto(`${site.address}${path}`);
      await page.waitForFunction(() => globalThis.createShelf !== undefined);
      const browser = await page.context().newCDPSession(page);
      const used = async (): Promise<number> => {
        await browser.send('HeapProfiler.collectGarbage');
        return (await browser.send('Runtime.getHeapUsage')).usedSize;
      };
      // The first ones load data that stays: the library's parts, and their compiled code.
      await openAndClose(page, 20, { consent });
      await page.waitForTimeout(4000);
      const [before, heap] = [await page.evaluate(() => left()), await used()];
      await openAndClose(page, count, { consent });
      // A connection that was still being opened is closed once it is open.
      await expect.poll(() => page.evaluate(() => left())).toEqual(before);
      expect([before.channels, before.connections]).toEqual([0, 0]);
      await expect.poll(() => page.workers().length).toBe(0);
      expect(await deleteRaw(page)).toBe('deleted');
      await expect.poll(async () => (await used()) - heap, { timeout: 20_000 }).toBeLessThan(ROOM);
      expect(await page.evaluate(() => faults)).toEqual([]);
    });
  }
}

for (const [where, path] of [
  ['with a worker', 'pages/'],
  ['without workers', 'pages/strict.html'],
] as const) {
  test(`a closed shelf, ${where}, answers every call, returns no events and stores nothing`, async ({ page, site }) => {
    await openShelf(page, site, { consent: 'granted', backend: 'js', fallback: ['tent-009', 'tent-010'] }, path);
    await view(page, 'tent-001');
    await page.evaluate(() => shelf.close());
    expect(await deleteRaw(page)).toBe('deleted');
    const said = await page.evaluate(async () => {
      const { kept } = await shelf.track('view_item', { items: [{ item_id: 'tent-002' }] });
      const list = await shelf.recommend({ count: 2 });
      const exported = await shelf.profile.export();
      return {
        kept,
        ids: list.items.map(({ id }) => id),
        servedBy: list.servedBy.model,
        codes: list.trace.notes.map(({ code }) => code),
        granted: (await shelf.consent.set('granted')).reason,
        forgot: (await shelf.profile.forget({ itemId: 'tent-001' })).reason,
        imported: (await shelf.profile.import({ format: 'onshelf-profile', version: 1, events: [] })).reason,
        paused: (await shelf.profile.pause()).reason,
        exported: exported.done ? 'done' : exported.reason,
        events: (await shelf.profile.inspect()).events,
        items: (await shelf.items()).items,
        lastError: (await shelf.health()).lastError,
      };
    });
    expect(said).toEqual({
      kept: 'no',
      ids: ['tent-009', 'tent-010'],
      servedBy: 'fallback',
      codes: ['closed'],
      granted: 'closed',
      forgot: 'closed',
      imported: 'closed',
      paused: 'closed',
      exported: 'closed',
      events: [],
      items: [],
      lastError: null,
    });
    expect(await places(page)).toEqual([]);
    expect(await page.evaluate(() => faults)).toEqual([]);
  });

  test(`events of another tab do not affect a closed shelf, ${where}: nothing comes back`, async ({ page, site, context }) => {
    await openShelf(page, site, { consent: 'granted', backend: 'js' }, path);
    await view(page, 'tent-001');
    await home(page);
    await page.evaluate(() => shelf.close());
    const other = await context.newPage();
    await openShelf(other, site, { backend: 'js' }, path);
    expect(await other.evaluate(() => shelf.consent.state)).toBe('granted');
    await view(other, 'tent-002');
    await other.evaluate(() => shelf.profile.erase());
    await other.evaluate(() => shelf.close());
    // Longer than any delay of a shelf.
    await page.waitForTimeout(5000);
    expect(await places(page)).toEqual([]);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    expect(await page.evaluate(() => faults)).toEqual([]);
  });
}
