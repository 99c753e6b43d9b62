import fc from 'fast-check';
import { createEventId } from '../../src/core/events/event-id.js';
import { answerCall, type CallAnswer } from '../../src/engine/answer-call.js';
import type { ListContext } from '../../src/engine/list/list-context.js';
import { createListMemory, type ListMemory } from '../../src/engine/list/list-memory.js';
import { decodePack } from '../../src/pack/decode/decode-pack.js';
import { encodePack } from '../../src/pack/encode/encode-pack.js';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import { heedWishes } from '../../src/profile/heed-wishes.js';
import { createJsScorer } from '../../src/score/settle/js-scorer.js';
import type { EventName, ShelfEvent } from '../../src/types/event.js';
import type { ListCall, ListKind } from '../../src/types/list-call.js';
import { filesByRole, tinyContent } from '../fixtures/tiny-pack.js';

/** Milliseconds. */
export const DAY = 86_400_000;
/** The time of every list. */
export const NOW = Date.UTC(2026, 5, 1);
const MADE_OF_QUERIES: readonly ListKind[] = ['recommend', 'related', 'boughtTogether', 'trending', 'newArrivals', 'because'];

const content = tinyContent();
// Boots are the newest; lamps are announced for later; tent-0 and tent-1 are variants of one another.
const catalog = content.catalog.map((item, row) => ({
  ...item,
  ...(item.id.startsWith('tent') ? {} : { added: item.id.startsWith('lamp') ? NOW + DAY : NOW - (100 - row) * DAY }),
  ...(row < 2 ? { item_group_id: 'family' } : {}),
}));
const encoded = await encodePack({ ...content, catalog });

/** A small shop with dates and variants. */
export const pack = decodePack(encoded.manifest, filesByRole(encoded));
/** Of `pack`. */
export const scorer = createJsScorer({ ...pack, bias: pack.popularity });

/** An event with one item. */
export const event = (name: EventName, itemId: string, daysAgo = 1): ShelfEvent => {
  const time = NOW - daysAgo * DAY;
  return { id: createEventId(time), name, time, items: [{ item_id: itemId }] };
};
/** The inputs of a list after these events. */
export const contextOf = (events: readonly ShelfEvent[], of = pack): ListContext => ({
  pack: of,
  scorer,
  profile: heedWishes(foldEvents(emptyProfile(), events), of),
  now: NOW,
});
let answers = 0;
/** Answers a call. */
export const ask = (context: ListContext, call: ListCall, memory: ListMemory = createListMemory()): Promise<CallAnswer> =>
  answerCall(context, call, call.count, memory, () => `answer-${++answers}`);
/** The ids of a list. */
export const idsOf = ({ items }: CallAnswer): string[] => items.map(({ id }) => id);
/** The ids of a call's list after these events. */
export const list = async (events: readonly ShelfEvent[], call: ListCall): Promise<string[]> => idsOf(await ask(contextOf(events), call));

/** An event with any item of the catalogue, or sometimes an unknown one. */
export const anyEvent = fc
  .record({
    name: fc.constantFrom<EventName>('view_item', 'add_to_cart', 'purchase', 'dismiss', 'rate'),
    item: fc.integer({ min: 0, max: 44 }),
    hoursAgo: fc.integer({ min: 0, max: 5000 }),
  })
  .map(({ name, item, hoursAgo }) => event(name, item < 40 ? pack.idOf(item) : 'gone', hoursAgo / 24));
/** A wish about a category or a brand. */
export const anyWish = fc
  .record({
    of: fc.constantFrom(['category', 'Outdoor > tent'], ['category', 'Outdoor > lamp'], ['brand', 'Fell'], ['category', 'gone']),
    wish: fc.constantFrom('more', 'less', 'none'),
    hoursAgo: fc.integer({ min: 0, max: 5000 }),
  })
  .map(({ of: [kind, name], wish, hoursAgo }) => {
    const time = NOW - (hoursAgo / 24) * DAY;
    return { id: createEventId(time), name: 'taste', time, items: [], taste_kind: kind, taste_name: name, wish } as ShelfEvent;
  });
/** A history. */
export const anyEvents = fc.array(fc.oneof({ arbitrary: anyEvent, weight: 8 }, { arbitrary: anyWish, weight: 1 }), { maxLength: 12 });
/** A call for any list but `next` and `rerank`. */
export const anyCall = fc
  .record({
    kind: fc.constantFrom<ListKind>(...MADE_OF_QUERIES, 'recentlyViewed', 'buyAgain', 'savedForLater', 'onSale'),
    item: fc.integer({ min: 0, max: 39 }),
    count: fc.integer({ min: 1, max: 50 }),
    userImpact: fc.constantFrom(0, 0.3, 1),
    among: fc.constantFrom('all' as const, 'my-tastes' as const),
  })
  .map(
    ({ kind, item, count, userImpact, among }): ListCall => ({
      kind,
      count,
      itemId: pack.idOf(item),
      itemIds: [pack.idOf(item), pack.idOf((item + 7) % 40)],
      userImpact,
      among,
    }),
  );
