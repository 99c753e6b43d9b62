import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readCategory, isWithin as within } from '../../src/core/catalog/category-levels.js';
import { createEventId } from '../../src/core/events/event-id.js';
import { noteForget } from '../../src/core/events/noted-forget.js';
import { createEngine, type Engine } from '../../src/engine/engine.js';
import { digestPack, learnAtOnce } from '../../src/engine/learning/learn-log.js';
import { encodePack } from '../../src/pack/encode/encode-pack.js';
import type { EventName, ShelfEvent } from '../../src/types/event.js';
import type { Forget } from '../../src/types/known.js';
import type { ListCall, ListKind } from '../../src/types/list-call.js';
import { tinyContent } from '../fixtures/tiny-pack.js';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 5, 1);
const KINDS: readonly ListKind[] = ['recommend', 'recentlyViewed', 'because', 'trending', 'rerank'];

const isWithin = (category: string, above: string): boolean => within(category, readCategory(above));

let engine: Engine;
beforeEach(async () => {
  const { manifest, files } = await encodePack(tinyContent());
  vi.stubGlobal('fetch', async (url: string | URL) => {
    const name = String(url).split('/').at(-1) ?? '';
    return new Response(name === 'pack.json' ? JSON.stringify(manifest) : files.get(name));
  });
  engine = createEngine(() => NOW);
  await engine.open({ packUrl: 'https://shop.example/pack/pack.json', backend: 'js', place: null });
});
afterEach(() => vi.unstubAllGlobals());

const anyItem = fc.record({ kind: fc.constantFrom('tent', 'stove', 'boot', 'gone'), number: fc.nat(5) });
const anyEvent = fc
  .record({
    name: fc.constantFrom<EventName>('view_item', 'add_to_cart', 'purchase', 'view_item_list', 'dismiss'),
    items: fc.array(anyItem, { minLength: 1, maxLength: 2 }),
    time: fc.integer({ min: NOW - 2000 * HOUR, max: NOW }),
  })
  .map(
    ({ name, items, time }): ShelfEvent => ({
      id: createEventId(time),
      name,
      time,
      items: items.map(({ kind, number }) => ({ item_id: `${kind}-${number}` })),
    }),
  );
const anyWish = fc
  .record({
    of: fc.constantFrom(['category', 'Outdoor > tent'], ['category', 'Outdoor'], ['brand', 'Fell'], ['brand', 'Gone']),
    wish: fc.constantFrom('more', 'less', 'none'),
    time: fc.integer({ min: NOW - 2000 * HOUR, max: NOW }),
  })
  .map(
    ({ of: [kind, name], wish, time }) =>
      ({ id: createEventId(time), name: 'taste', time, items: [], taste_kind: kind, taste_name: name, wish }) as ShelfEvent,
  );
const anyEvents = fc.array(fc.oneof({ arbitrary: anyEvent, weight: 5 }, { arbitrary: anyWish, weight: 1 }), {
  minLength: 1,
  maxLength: 14,
});
const anyTime = fc.integer({ min: NOW - 2000 * HOUR, max: NOW });
const anyCondition: fc.Arbitrary<Forget> = fc.oneof(
  anyItem.map(({ kind, number }) => ({ itemId: `${kind}-${number}` })),
  fc.constantFrom('Outdoor>tent', 'Outdoor > stove', 'Outdoor').map((category) => ({ category })),
  fc.constantFrom('Fell', 'Moor').map((brand) => ({ brand })),
  fc.constantFrom<EventName>('view_item', 'purchase', 'taste').map((name) => ({ name })),
  anyTime.map((from) => ({ from })),
  anyTime.map((to) => ({ to })),
);
/** One to three conditions. */
const anyForget: fc.Arbitrary<Forget> = fc
  .array(anyCondition, { minLength: 1, maxLength: 3 })
  .map((conditions) => Object.assign({}, ...conditions));

/** What the words of a request mean, by the tiny catalogue. */
function isMeant({ itemId, category, brand, name, from = 0, to = NOW }: Forget, event: ShelfEvent): boolean {
  const { taste_kind: kind, taste_name: taste = '' } = event;
  const isOfItems = itemId !== undefined || category !== undefined || brand !== undefined;
  const isNamed =
    kind !== undefined &&
    itemId === undefined &&
    (kind === 'brand' ? category === undefined && taste === brand : brand === undefined && !!category && isWithin(taste, category));
  const one =
    !isOfItems ||
    isNamed ||
    event.items.some(({ item_id: id }) => {
      const [kind, number] = id.split('-');
      const isInPack = kind !== 'gone';
      return (
        (itemId === undefined || id === itemId) &&
        (category === undefined || (isInPack && (category === 'Outdoor' || category.endsWith(kind)))) &&
        (brand === undefined || (isInPack && brand === (Number(number) % 2 === 0 ? 'Fell' : 'Moor')))
      );
    });
  return one && (name === undefined || event.name === name) && event.time >= from && event.time <= to;
}

/** All that follows from the log: state, lists with scores and reasons, and what is learned of it. */
async function consequences(): Promise<object> {
  const ask = async (kind: ListKind): Promise<object> => {
    const call: ListCall = { kind, count: 20, itemIds: ['tent-1', 'boot-2', 'lamp-3'], userImpact: 0.5 };
    const { items, servedBy, trace } = await engine.list(call, new AbortController().signal);
    return { items, servedBy, trace: { ...trace, milliseconds: 0 } };
  };
  const { pack, profile } = await engine.context({});
  const lists = [];
  for (const kind of KINDS) lists.push(await ask(kind));
  return { known: await engine.inspect(), profile, lists, learned: learnAtOnce(pack, digestPack(pack), profile, null) };
}

const later = (): string => createEventId(Date.now());

describe('forgetting', () => {
  it('leaves, for every form and every combination of conditions, what had been without these events, to the bit', async () => {
    let some = 0;
    await fc.assert(
      fc.asyncProperty(anyEvents, anyForget, async (events, what) => {
        const kept = events.filter((event) => !isMeant(what, event));
        engine.hold(kept);
        const without = await consequences();
        engine.hold(events);
        const report = await engine.forget(noteForget(what, later()));
        expect(await consequences()).toEqual(without);
        if (what.category ?? what.brand) expect(report.ids.length).toBe(events.length - kept.length);
        if (kept.length < events.length && kept.length > 0) some++;
      }),
      { numRuns: 60 },
    );
    expect(some).toBeGreaterThan(15);
  });

  it('leaves, for any choice of events by their ids, what had been without them, to the bit', () =>
    fc.assert(
      fc.asyncProperty(anyEvents, fc.func(fc.boolean()), async (events, isChosen) => {
        engine.hold(events.filter(({ id }) => !isChosen(id)));
        const without = await consequences();
        engine.hold(events);
        await engine.forget({ eventIds: events.map(({ id }) => id).filter((id) => isChosen(id)) });
        expect(await consequences()).toEqual(without);
      }),
      { numRuns: 15 },
    ));

  it('keeps what is recorded after the request', async () => {
    const note = noteForget({ category: 'Outdoor > tent' }, later());
    await new Promise((resolve) => setTimeout(resolve, 5));
    const after: ShelfEvent = { id: later(), name: 'view_item', time: Date.now(), items: [{ item_id: 'tent-1' }] };
    engine.hold([after]);
    await engine.forget(note);
    expect((await engine.inspect()).events).toEqual([after]);
  });

  it('tells how many events stay because the pack does not have their items, and which condition no item meets', async () => {
    const view = (id: string): ShelfEvent => ({ id: `0 ${id} viewed`, name: 'view_item', time: NOW, items: [{ item_id: id }] });
    engine.hold([view('tent-1'), view('gone-1'), view('gone-2')]);
    expect(await engine.forget(noteForget({ category: 'Outdoor > tents' }, later()))).toMatchObject({ removed: 0, lacks: 'category' });
    expect(await engine.forget(noteForget({ brand: 'Fel' }, later()))).toMatchObject({ removed: 0, lacks: 'brand' });
    expect((await engine.inspect()).events).toHaveLength(3);
    expect(await engine.forget(noteForget({ category: 'Outdoor > tent' }, later()))).toEqual({
      removed: 0,
      ids: ['0 tent-1 viewed'],
      unknown: 2,
    });
  });
});
