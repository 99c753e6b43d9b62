import { type IDBPDatabase, openDB } from 'idb';
import { createShelf, type Shelf, type ShelfOptions } from 'onshelf';
import { seededRandom } from '../../src/core/numbers/random.js';

const LIST_LENGTH = 20;

function open(options: Pick<ShelfOptions, 'name' | 'backend'> & { readonly items: number }): Promise<Shelf> {
  const { items, ...rest } = options;
  return createShelf({ pack: `/pack-${items}/pack.json`, consent: 'granted', workerUrl: '/worker.js', ...rest });
}

async function timed(call: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await call();
  return performance.now() - start;
}

/** What a tab has open: its events, and how it takes consent back. */
interface Held {
  count(): Promise<number>;
  withdraw(): Promise<unknown>;
}

async function holdShelf(name: string, items: number, events: number): Promise<Held> {
  const shelf = await open({ name, items, backend: 'js' });
  await shelf.recommend({ count: LIST_LENGTH });
  const views = Array.from({ length: events }, (_, view) => shelf.track('view_item', { items: [{ item_id: `sku-${view}` }] }));
  for (const { kept } of await Promise.all(views)) if (kept !== 'stored') throw new Error(`an event is kept: ${kept}`);
  return {
    count: async () => (await shelf.profile.inspect()).events.length,
    withdraw: async () => {
      const result = await shelf.consent.set('denied', { by: 'shopper' });
      if (!result.done) throw new Error(result.message);
    },
  };
}

/** As a page would write it for itself: connections close when another tab deletes the database. */
async function holdNaive(name: string, events: number): Promise<Held> {
  let there = true;
  const database: IDBPDatabase = await openDB(name, 1, {
    upgrade: (fresh) => void fresh.createObjectStore('events', { autoIncrement: true }),
    blocking: () => {
      there = false;
      database.close();
    },
  });
  for (let view = 0; view < events; view++) await database.put('events', { name: 'view_item', item: `sku-${view}` });
  return {
    count: async () => (there ? database.count('events') : 0),
    withdraw: async () => {
      there = false;
      database.close();
      await new Promise<void>((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase(name);
        deleting.onsuccess = () => resolve();
        deleting.onerror = () => reject(deleting.error);
      });
    },
  };
}

let held: Held | undefined;

/** The functions that the benchmark calls in a page with Onshelf alone. */
const page = {
  /** Imports events into the log of a new database. */
  fill: async (name: string, items: number, events: readonly unknown[]): Promise<void> => {
    const shelf = await open({ name, items, backend: 'js' });
    await shelf.items({ count: 0 });
    const { added } = await shelf.profile.import({ events });
    shelf.close();
    if (added !== events.length) throw new Error(`${added} of ${events.length} events were imported`);
  },
  /**
   * Times the first list of a page that was just opened, its second list, and `inspect()`. The pack is loaded before the clock starts.
   */
  read: async (name: string, items: number, events: number): Promise<{ firstMs: number; secondMs: number; inspectMs: number }> => {
    const shelf = await open({ name, items, backend: 'js' });
    await shelf.items({ count: 0 });
    const firstMs = await timed(() => shelf.recommend({ count: LIST_LENGTH }));
    const secondMs = await timed(() => shelf.recommend({ count: LIST_LENGTH }));
    let known = -1;
    const inspectMs = await timed(async () => {
      known = (await shelf.profile.inspect()).events.length;
    });
    shelf.close();
    if (known !== events) throw new Error(`${known} of ${events} events were read`);
    return { firstMs, secondMs, inspectMs };
  },
  /** Times from a view of an item to a list that reflects it: requested at once, and requested when a change is reported. */
  change: async (
    name: string,
    items: number,
    backend: 'js' | 'wasm',
    views: number,
  ): Promise<{ awaitedMs: number[]; subscribedMs: number[] }> => {
    const shelf = await open({ name, items, backend });
    const random = seededRandom(items);
    let onChange = (): void => {};
    shelf.subscribe(() => onChange());
    const awaitedMs: number[] = [];
    const subscribedMs: number[] = [];
    let before = await shelf.recommend({ count: LIST_LENGTH });
    for (let view = 0; view < 2 * views; view++) {
      const event = { items: [{ item_id: `sku-${Math.floor(random() * items)}` }] };
      const awaited = view % 2 === 0;
      const changed = new Promise<void>((resolve) => {
        onChange = resolve;
      });
      const start = performance.now();
      void shelf.track('view_item', event);
      if (!awaited) await changed;
      const answer = await shelf.recommend({ count: LIST_LENGTH });
      (awaited ? awaitedMs : subscribedMs).push(performance.now() - start);
      await changed;
      const scores = [before, answer].map((list) => JSON.stringify(list.items.map(({ id, score }) => [id, score])));
      if (answer.servedBy.backend !== backend) throw new Error(`served by ${answer.servedBy.backend}, not ${backend}`);
      if (answer.trace.events !== before.trace.events + 1 || scores[0] === scores[1])
        throw new Error('the list does not reflect the event');
      before = answer;
    }
    shelf.close();
    return { awaitedMs, subscribedMs };
  },
  /** Opens a shelf, or a database of its own, records views, and keeps it open. */
  hold: async (contender: 'onshelf' | 'naive-idb', name: string, items: number, events: number): Promise<void> => {
    held = await (contender === 'onshelf' ? holdShelf(name, items, events) : holdNaive(name, events));
  },
  /** The number of events that this tab knows of. */
  held: async (): Promise<number> => (await held?.count()) ?? -1,
  /** Takes consent back as a shopper does. */
  withdraw: async (): Promise<void> => void (await held?.withdraw()),
};

declare global {
  var shelfPage: typeof page;
}
globalThis.shelfPage = page;
