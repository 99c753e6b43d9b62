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
};

declare global {
  var shelfPage: typeof page;
}
globalThis.shelfPage = page;
