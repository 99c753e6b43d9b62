import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_ENCODER } from '../../src/core/events/default-encoder.js';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import { searchOf, weighSearches } from '../../src/profile/weigh-searches.js';
import type { EventName, ShelfEvent } from '../../src/types/event.js';

const DAY = 86_400_000;
const NOW = 1000 * DAY;
const rowOf = (itemId: string): number => ['a', 'b', 'c'].indexOf(itemId);
const search = (id: string, text: string, daysAgo: number, name: EventName = 'search'): ShelfEvent => ({
  id,
  name,
  time: NOW - daysAgo * DAY,
  items: [],
  search_term: text,
});
const touch = (id: string, name: EventName, itemId: string, daysAgo: number): ShelfEvent => ({
  id,
  name,
  time: NOW - daysAgo * DAY,
  items: [{ item_id: itemId }],
});
const weigh = (events: readonly ShelfEvent[], now = NOW) =>
  weighSearches(foldEvents(emptyProfile(), events), rowOf, { ...DEFAULT_ENCODER, halfLifeDays: 10, followerDecay: 0.5 }, now);
const weights = (events: readonly ShelfEvent[], now = NOW) => weigh(events, now).map(({ text, weight }) => [text, weight]);

const anySearch = fc
  .record({
    id: fc.nat(99).map((number) => `s${number}`),
    text: fc.constantFrom('red tent', 'tent RED', 'stove', '…', 'boots 40'),
    daysAgo: fc.nat(20),
    name: fc.constantFrom<EventName>('search', 'view_search_results'),
  })
  .map(({ id, text, daysAgo, name }) => search(id, text, daysAgo, name));
const anyTouch = fc
  .record({
    id: fc.nat(99).map((number) => `t${number}`),
    name: fc.constantFrom<EventName>('view_item', 'view_item_list', 'purchase'),
    item: fc.constantFrom('a', 'b', 'c', 'gone'),
    daysAgo: fc.nat(20),
  })
  .map(({ id, name, item, daysAgo }) => touch(id, name, item, daysAgo));
const anyLog = fc.uniqueArray(fc.oneof(anySearch, anyTouch), { selector: ({ id }) => id, maxLength: 20 });

describe('a search', () => {
  it('counts fully when it is made, and half after the half-life', () => {
    expect(weights([search('1', 'tent', 0)])).toEqual([['tent', 1]]);
    expect(weights([search('1', 'tent', 10)])).toEqual([['tent', 0.5]]);
    // The clock was set back.
    expect(weights([search('1', 'tent', -3)])).toEqual([['tent', 1]]);
  });

  it('counts less for every item or search touched later, but not for what was only shown or is not in the pack', () => {
    const later = [touch('2', 'view_item', 'a', 0), touch('3', 'view_item', 'a', 0), touch('4', 'purchase', 'b', 0)];
    const nothing = [touch('5', 'view_item_list', 'c', 0), touch('6', 'view_item', 'gone', 0)];
    expect(weights([search('1', 'tent', 10), ...later, ...nothing])).toEqual([['tent', 0.125]]);
    expect(weights([touch('0', 'view_item', 'a', 11), search('1', 'tent', 10)])).toEqual([['tent', 0.5]]);
    expect(weights([search('1', 'tent', 10), search('2', 'stove', 0)])).toEqual([
      ['stove', 1],
      ['tent', 0.25],
    ]);
  });

  it('counts once for the same words, as of the latest time, and not at all without words', () => {
    const same = [search('1', 'red tent', 10), search('2', 'Tent, RED!', 0, 'view_search_results'), search('3', '…', 0)];
    expect(weigh(same)).toMatchObject([{ eventId: '2', text: 'Tent, RED!', words: ['tent', 'red'], weight: 1 }]);
    expect(searchOf({ text: '!', time: 0, eventId: '' })).toBeUndefined();
  });

  it('never counts more as the clock goes on, or as something happens after it', () => {
    fc.assert(
      fc.property(anyLog, fc.nat(30), fc.constantFrom('a', 'b', 'c'), (events, days, itemId) => {
        const before = new Map(weigh(events).map(({ key, weight }) => [key, weight]));
        for (const { key, weight } of weigh(events, NOW + days * DAY)) expect(weight).toBeLessThanOrEqual(before.get(key) ?? 0);
        const more = [...events, touch('later', 'view_item', itemId, 0)];
        for (const { key, weight } of weigh(more)) expect(weight).toBeLessThanOrEqual(before.get(key) ?? 0);
      }),
    );
  });

  it('is the same in whatever order the events arrive, and a forgotten one leaves no trace', () => {
    fc.assert(
      fc.property(anyLog, anySearch, fc.nat(20), ([...events], extra, place) => {
        const others = events.filter(({ id }) => id !== extra.id);
        const withIt = [...others.slice(0, place), extra, ...others.slice(place)];
        expect(weigh([...withIt].reverse())).toEqual(weigh(withIt));
        const profile = foldEvents(emptyProfile(), withIt);
        const { searches, ...rest } = profile;
        const forgotten = { ...rest, searches: searches.filter(({ eventId }) => eventId !== extra.id) };
        expect(weighSearches(forgotten, rowOf, DEFAULT_ENCODER, NOW)).toEqual(
          weighSearches(foldEvents(emptyProfile(), others), rowOf, DEFAULT_ENCODER, NOW),
        );
      }),
    );
  });

  it('counts among the twenty latest', () => {
    const many = Array.from({ length: 60 }, (_, at) => search(`s${String(at).padStart(2, '0')}`, `word ${at}`, 60 - at));
    expect(weigh(many).map(({ text }) => text)).toEqual(Array.from({ length: 20 }, (_, at) => `word ${59 - at}`));
  });
});
