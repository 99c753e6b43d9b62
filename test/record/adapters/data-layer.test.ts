import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventOfDataLayer } from '../../../src/record/adapters/data-layer-reader.js';
import { createHeard, hearDataLayer, loaded } from './heard.js';

/** As `gtag()` pushes them: the `Arguments` of a call, which are not an array. */
function said(..._words: unknown[]): IArguments {
  // biome-ignore lint/complexity/noArguments: gtag pushes this very object.
  return arguments;
}

const TEE = { item_id: 'SKU_12345', item_name: 'Stan and Friends Tee', item_brand: 'Google', index: 0, price: 10.01, quantity: 3 };
const ITEM = { item_id: 'SKU_12345', quantity: 3, price: 10.01, index: 0 };

describe('an entry of the data layer', () => {
  it("is read in both of Google's forms", () => {
    const parameters = { currency: 'USD', value: 30.03, transaction_id: 'T_12345', items: [TEE] };
    const event = { name: 'purchase', parameters: { transaction_id: 'T_12345', items: [ITEM] } };
    expect(eventOfDataLayer(said('event', 'purchase', parameters))).toEqual(event);
    expect(eventOfDataLayer({ event: 'purchase', ecommerce: parameters })).toEqual(event);
  });

  it('keeps the list an item was chosen from', () => {
    const parameters = { item_list_id: 'related_products', item_list_name: 'Related products', items: [TEE] };
    expect(eventOfDataLayer(said('event', 'select_item', parameters))).toEqual({
      name: 'select_item',
      parameters: { item_list_id: 'related_products', items: [ITEM] },
    });
  });

  it('has the search terms beside the event, or in its parameters', () => {
    const event = { name: 'search', parameters: { search_term: 'tents', items: [] } };
    expect(eventOfDataLayer({ event: 'search', search_term: 'tents' })).toEqual(event);
    expect(eventOfDataLayer(said('event', 'search', { search_term: 'tents' }))).toEqual(event);
  });

  it('names the item of a share without a list', () => {
    const shared = eventOfDataLayer(said('event', 'share', { method: 'Twitter', content_type: 'image', item_id: 'C_12345' }));
    expect(shared).toEqual({ name: 'share', parameters: { items: [{ item_id: 'C_12345' }] } });
  });

  it('is ignored if no item has an id; items without an id are left out', () => {
    const nameless = { item_name: 'A tee without an id' };
    expect(eventOfDataLayer({ event: 'view_item', ecommerce: { items: [nameless] } })).toBeNull();
    expect(eventOfDataLayer({ event: 'view_item_list', ecommerce: { items: [nameless, TEE] } })?.parameters.items).toEqual([ITEM]);
  });

  it.each([
    { event: 'gtm.js', 'gtm.start': 1 },
    said('js', new Date()),
    said('config', 'G-1'),
    said('event', 'page_view'),
    null,
    7,
    'text',
    [],
  ])('is nothing where it is none of a shop: %j', (entry) => {
    expect(eventOfDataLayer(entry)).toBeNull();
  });
});

it('reads the item of a share from its own parameters, not from an earlier push', async () => {
  const heard = createHeard();
  await hearDataLayer(
    [
      { event: 'view_item', ecommerce: { items: [{ item_id: 'a' }] } },
      { event: 'share', item_id: 'b' },
    ],
    heard,
  );
  expect(heard.events.map(({ name, parameters }) => [name, parameters.items])).toEqual([
    ['view_item', [{ item_id: 'a' }]],
    ['share', [{ item_id: 'b' }]],
  ]);
});

describe('listening to a data layer', () => {
  it('replays earlier entries, then reads new ones', async () => {
    const layer: unknown[] = [{ event: 'view_item', ecommerce: { items: [{ item_id: 'a' }] } }];
    const heard = createHeard();
    expect(await hearDataLayer(layer, heard)).toBe(true);
    layer.push(said('event', 'add_to_cart', { items: [{ item_id: 'b' }] }));
    expect(heard.events.map(({ name, parameters }) => [name, parameters.items?.[0].item_id])).toEqual([
      ['view_item', 'a'],
      ['add_to_cart', 'b'],
    ]);
  });

  it('uses the ecommerce object of an entry before the event, until it is cleared', async () => {
    const layer: unknown[] = [];
    const heard = createHeard();
    await hearDataLayer(layer, heard);
    layer.push({ ecommerce: { items: [{ item_id: 'a' }] } }, { event: 'view_item' }, { ecommerce: null }, { event: 'view_item' });
    await loaded();
    expect(heard.events).toEqual([{ name: 'view_item', parameters: { items: [{ item_id: 'a' }] } }]);
  });

  it('continues when Google Tag Manager replaces push with its own', async () => {
    const layer: unknown[] = [];
    const heard = createHeard();
    await hearDataLayer(layer, heard);
    const before = layer.push;
    layer.push = (...entries) => before.apply(layer, entries);
    layer.push({ event: 'view_item', ecommerce: { items: [{ item_id: 'a' }] } });
    await loaded();
    expect(heard.events).toHaveLength(1);
  });

  it.each([[undefined], [null], ['text'], [{ push: () => 0 }]])('leaves alone what is no data layer: %j', async (layer) => {
    expect(await hearDataLayer(layer, createHeard())).toBe(false);
  });

  const throws = (): never => {
    throw new Error('hands off');
  };
  /** Makes objects that throw, or push, when they are read. */
  const HOSTILE: readonly ((layer: unknown[]) => unknown)[] = [
    () => Object.defineProperty({}, 'event', { get: throws }),
    (layer) => Object.defineProperty({}, 'event', { get: () => layer.push({ event: 'view_item' }) }),
    () => new Proxy({}, { get: () => new Proxy(() => {}, {}), has: () => true }),
    () => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return proxy;
    },
    () => said('event', 'view_item', { items: new Proxy([], { get: throws }) }),
    () => ({ event: 'view_item', ecommerce: { items: [{ item_id: Symbol('id') }, { item_id: { toString: throws } }] } }),
  ];
  const entry = fc.oneof(
    fc.anything({ withNullPrototype: true, maxDepth: 3 }).map((value) => () => value),
    fc.constantFrom(...HOSTILE),
  );

  it('passes all pushed values on unchanged, and returns the result of the earlier push', () => {
    fc.assert(
      fc.property(fc.array(fc.array(entry, { maxLength: 4 })), fc.anything(), (makers, given) => {
        const layer: unknown[] = [];
        const passed: { readonly self: unknown; readonly entries: unknown[] }[] = [];
        layer.push = function (this: unknown, ...entries: unknown[]) {
          passed.push({ self: this, entries });
          return given as number;
        };
        void hearDataLayer(layer, createHeard());
        for (const call of makers) {
          const entries = call.map((make) => make(layer));
          const before = passed.length;
          const returned = layer.push(...entries);
          // Compared by identity only: reading them would trigger the same traps.
          expect(Object.is(returned, given)).toBe(true);
          expect(passed[before].self === layer).toBe(true);
          expect(passed[before].entries.length).toBe(entries.length);
          expect(entries.every((one, index) => Object.is(one, passed[before].entries[index]))).toBe(true);
        }
      }),
    );
  });

  it('leaves an entry unchanged', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (entry) => {
        const before = JSON.stringify(entry);
        const layer: unknown[] = [];
        void hearDataLayer(layer, createHeard());
        layer.push(entry);
        expect(JSON.stringify(entry)).toBe(before);
      }),
    );
  });

  it('throws what the earlier push throws, and nothing else', async () => {
    const layer: unknown[] = [];
    const thrown = new Error('the page broke');
    layer.push = () => {
      throw thrown;
    };
    const heard = createHeard();
    await hearDataLayer(layer, heard);
    expect(() => layer.push({ event: 'view_item', ecommerce: { items: [{ item_id: 'a' }] } })).toThrow(thrown);
    await loaded();
    expect(heard.events).toHaveLength(1);
  });

  it('does not read endlessly if reading an entry pushes another', async () => {
    const layer: unknown[] = [];
    const endless = (): object => ({
      get event(): string {
        layer.push(endless());
        return 'view_item';
      },
    });
    await hearDataLayer(layer, createHeard());
    layer.push(endless());
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(layer.length).toBeLessThan(10);
  });

  it('survives a listener that throws', async () => {
    const layer: unknown[] = [];
    const broken = (): never => {
      throw new Error('our own fault');
    };
    await hearDataLayer(layer, { event: broken, unread: broken, reset: broken });
    expect(layer.push({ event: 'view_item', ecommerce: { items: [{ item_id: 'a' }] } })).toBe(1);
  });
});
