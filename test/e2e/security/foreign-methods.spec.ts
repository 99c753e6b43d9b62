import type { Page } from '@playwright/test';
import { addForeignMethods } from '../../fixtures/foreign-methods.js';
import { expect, home, openShelf, test, view } from '../tools/site.js';

const granted = { consent: 'granted', backend: 'js' } as const;
const recalled = { backend: 'js' } as const;
const TENTS = ['tent-001', 'tent-005', 'tent-009'];

const modelOf = (page: Page): Promise<string> =>
  page.evaluate(async () => (await shelf.recommend({ scenario: 'home', count: 12 })).servedBy.model);

for (const [where, path] of [
  ['', 'pages/'],
  [' that refuses workers', 'pages/strict.html'],
] as const) {
  test(`on a page${where} that adds methods to every prototype, events are stored unchanged, and can be forgotten`, async ({
    page,
    site,
    context,
  }) => {
    await page.addInitScript(addForeignMethods);
    await openShelf(page, site, granted, path);
    expect(await page.evaluate(() => JSON.stringify([1]))).toBe('"[1]"');
    expect(await view(page, ...TENTS)).toEqual(['stored', 'stored', 'stored']);
    const clean = await context.newPage();
    await openShelf(clean, site, recalled);
    expect(await modelOf(clean)).toBe('personal');
    const events = await clean.evaluate(async () => (await shelf.profile.inspect()).events);
    expect(events.map(({ items }) => items)).toEqual(TENTS.map((id) => [{ item_id: id }]));
    // In a worker only, the engine runs on such a page without the page's objects.
    if (where === '') expect(await home(page)).toEqual(await home(clean));

    expect(await page.evaluate(async () => (await shelf.profile.forget({ itemId: 'tent-005' })).removed)).toBe(1);
    expect(await clean.evaluate(async () => (await shelf.profile.inspect()).events.length)).toBe(2);
    expect(await clean.evaluate(async () => (await shelf.health()).lostEvents)).toBe(0);
    expect(await page.evaluate(() => faults)).toEqual([]);
  });
}

test('a page with variables called as the browser’s own globals gets lists, and stores events', async ({ page, site }) => {
  await page.addInitScript(() => {
    for (const name of ['URL', 'origin', 'status', 'parent', 'event', 'Element', 'Event', 'Hash', 'Request'])
      Object.defineProperty(globalThis, name, { value: `the page's ${name}`, configurable: true, writable: true });
  });
  await openShelf(page, site, granted);
  expect(await page.evaluate(() => String(URL))).toBe("the page's URL");
  expect(await view(page, ...TENTS)).toEqual(['stored', 'stored', 'stored']);
  expect(await modelOf(page)).toBe('personal');
  expect(await page.evaluate(async () => (await shelf.health()).engine)).toBe('worker');
  expect(await page.evaluate(() => faults)).toEqual([]);
});

test('a page with an older Promise in place of the browser’s gets lists, and stores events', async ({ page, site }) => {
  await page.addInitScript(() => {
    const Native = Promise;
    // What the first polyfills had: `then`, `catch`, `all` and `race`.
    class Older {
      readonly inner: Promise<unknown>;
      constructor(start: ConstructorParameters<typeof Promise>[0]) {
        this.inner = new Native(start);
      }
      // biome-ignore lint/suspicious/noThenProperty: it is a promise.
      then(kept?: (value: unknown) => unknown, broken?: (reason: unknown) => unknown): Older {
        const next = this.inner.then(kept, broken);
        return new Older((resolve, reject) => void next.then(resolve, reject));
      }
      catch(broken: (reason: unknown) => unknown): Older {
        return this.then(undefined, broken);
      }
    }
    const settled = (make: (...given: never[]) => Promise<unknown>) => (given: unknown) =>
      new Older((resolve, reject) => void make.call(Native, given as never).then(resolve, reject));
    Object.assign(Older, {
      resolve: settled(Native.resolve),
      reject: settled(Native.reject),
      all: settled(Native.all as never),
      race: settled(Native.race as never),
    });
    Object.assign(globalThis, { Promise: Older });
  });
  await openShelf(page, site, granted);
  expect(await view(page, ...TENTS)).toEqual(['stored', 'stored', 'stored']);
  expect(await modelOf(page)).toBe('personal');
  expect(await page.evaluate(() => shelf.profile.forget({ itemId: 'tent-005' }).then(({ removed }) => removed)).catch(String)).toBe(1);
  expect(await page.evaluate(() => faults)).toEqual([]);
});

test('a page that replaces the JSON functions after the library was loaded does not change stored data', async ({ page, site }) => {
  await openShelf(page, site, granted);
  await page.evaluate(() => {
    JSON.stringify = () => '"replaced"';
    JSON.parse = () => 'replaced';
    globalThis.TextEncoder = class {
      encode(): Uint8Array {
        return new Uint8Array(3);
      }
    } as unknown as typeof TextEncoder;
    globalThis.structuredClone = () => ({}) as never;
  });
  expect(await view(page, ...TENTS)).toEqual(['stored', 'stored', 'stored']);
  await openShelf(page, site, recalled);
  expect(await modelOf(page)).toBe('personal');
  expect(await page.evaluate(async () => (await shelf.profile.inspect()).events.length)).toBe(3);
});

test('a log with an invalid record recovers: lists are personal again, and the loss is counted', async ({ page, site }) => {
  await openShelf(page, site, granted);
  await view(page, ...TENTS);
  await page.goto(`${site.address}pages/strict.html`);
  // Sealed like an event, with the log's own key.
  await page.evaluate(async () => {
    type Buckets = { open(name: string): Promise<{ indexedDB: IDBFactory }> };
    const { storageBuckets } = navigator as unknown as { storageBuckets: Buckets };
    const factory = (await storageBuckets.open('onshelf-onshelf')).indexedDB;
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(factory.open('onshelf'));
    const key = (await done(database.transaction('meta').objectStore('meta').get('key'))) as CryptoKey;
    const records = [{ name: 'view_item', time: Date.now(), items: '[{"item_id": "tent-001"}]' }, null, { name: 'view_item', time: 1e300 }];
    for (const [at, record] of records.entries()) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const text = new TextEncoder().encode(JSON.stringify(record));
      const data = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, text));
      const transaction = database.transaction(['events', 'batches'], 'readwrite');
      transaction.objectStore('batches').add(1);
      await done(transaction.objectStore('events').add({ id: `01k0000000000000000000000${at}`, sealed: { by: 'gcm', iv, data } }));
    }
    database.close();
  });
  await openShelf(page, site, recalled);
  const answer = await page.evaluate(() => shelf.recommend({ scenario: 'home', count: 12 }));
  expect(answer.servedBy.model).toBe('personal');
  expect(JSON.stringify(answer.trace.notes)).toContain('3 records of the log were damaged or invalid');
  expect(await page.evaluate(async () => (await shelf.profile.forget({ itemId: 'tent-009' })).removed)).toBe(1);
  await openShelf(page, site, recalled);
  expect(await modelOf(page)).toBe('personal');
  expect(await page.evaluate(async () => (await shelf.health()).lostEvents)).toBe(3);
  expect(await page.evaluate(() => faults)).toEqual([]);
});

test('an import with invalid events, or with more than are kept, leaves a profile that can be shown and erased', async ({ page, site }) => {
  await openShelf(page, site, granted);
  const added = await page.evaluate(async () => {
    const item = [{ item_id: 'tent-001' }];
    const id = (at: number): string => at.toString(32).padStart(26, '0');
    const strange = [1e300, -1, Number.NaN, 8.64e15, 250_000_000_000_000].map((time, at) => ({
      id: id(at),
      name: 'view_item',
      time,
      items: item,
    }));
    const many = Array.from({ length: 100_000 }, (_, at) => ({
      id: id(1000 + at),
      name: 'view_item',
      time: Date.now() - 100_000 + at,
      items: item,
    }));
    const first = await shelf.profile.import({ events: strange } as never);
    return [first.added, (await shelf.profile.import({ events: many } as never)).added];
  });
  expect(added).toEqual([0, 5000]);
  const { events } = await page.evaluate(() => shelf.profile.inspect());
  expect(events).toHaveLength(5000);
  for (const { time } of events) expect(() => new Date(time).toISOString()).not.toThrow();
  expect(await page.evaluate(async () => (await shelf.health()).lostEvents)).toBe(0);
  await page.evaluate(() => shelf.profile.erase());
  expect(await page.evaluate(async () => (await shelf.profile.inspect()).events)).toEqual([]);
});

test('a forgotten order can be recorded again on the same page', async ({ page, site }) => {
  await openShelf(page, site, granted);
  const buy = (): Promise<string> =>
    page.evaluate(async () => (await shelf.track('purchase', { transaction_id: 'T-1', items: [{ item_id: 'tent-001' }] })).kept);
  expect([await buy(), await buy()]).toEqual(['stored', 'no']);
  await page.evaluate(() => shelf.profile.forget({ itemId: 'tent-001' }));
  expect(await buy()).toBe('stored');
});
