import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createListId } from '../../../src/core/events/list-id.js';
import { draftMark, readDraft, teamOf } from '../../../src/core/numbers/draft-teams.js';
import { answerCall, type CallAnswer } from '../../../src/engine/answer-call.js';
import type { ListContext } from '../../../src/engine/list/list-context.js';
import { createListMemory } from '../../../src/engine/list/list-memory.js';
import { measureLists } from '../../../src/engine/measure/measure-lists.js';
import { draftItems } from '../../../src/engine/sources/interleave-lists.js';
import { emptyProfile, foldEvents } from '../../../src/profile/fold-events.js';
import { createJsScorer } from '../../../src/score/settle/js-scorer.js';
import type { EventName, ShelfEvent } from '../../../src/types/event.js';
import type { ListCall } from '../../../src/types/list-call.js';
import type { Pack } from '../../../src/types/pack.js';
import type { InterleavingMeasure } from '../../../src/types/results/measures.js';
import { tinyPack } from '../../fixtures/tiny-pack.js';

const NOW = 1_000_000_000;
let pack: Pack;
let context: ListContext;
beforeAll(async () => {
  pack = await tinyPack();
  const viewed: ShelfEvent = { id: '1', name: 'view_item', time: NOW - 1, items: [{ item_id: 'tent-0' }] };
  context = { pack, scorer: createJsScorer({ ...pack, bias: pack.popularity }), profile: foldEvents(emptyProfile(), [viewed]), now: NOW };
});

const memory = createListMemory();
const ask = (call: Omit<ListCall, 'kind'>, kind: ListCall['kind'] = 'recommend'): Promise<CallAnswer> =>
  answerCall(context, { ...call, kind }, call.count, memory, (model) => createListId(NOW, model));
const idsOf = ({ items }: CallAnswer): string[] => items.map(({ id }) => id);
const WITH = { diversity: 0.8 };

let events = 0;
const event = (name: EventName, listId: string, ...places: readonly (readonly [string, number?])[]): ShelfEvent => ({
  id: `event-${String(++events).padStart(5, '0')}`,
  name,
  time: NOW + events,
  items: places.map(([item_id, index]) => ({ item_id, ...(index === undefined ? {} : { index }) })),
  item_list_id: listId,
});
const interleavingsOf = (log: readonly ShelfEvent[]): readonly InterleavingMeasure[] =>
  measureLists(foldEvents(emptyProfile(), log), pack).interleavings;

describe('a draft of two lists', () => {
  const anyList = fc.uniqueArray(fc.nat(30), { maxLength: 20 }).map((ids) => ids.map((id) => ({ id: String(id) })));

  it('contains no item twice, none from outside, and at each place the best that its team had left', () => {
    fc.assert(
      fc.property(anyList, anyList, fc.integer(), fc.integer({ min: 1, max: 25 }), (own, other, seed, count) => {
        const { items, places } = draftItems(own, other, seed, count);
        const union = new Set([...own, ...other].map(({ id }) => id));
        expect(items.length).toBe(Math.min(count, union.size));
        expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
        expect(items.every(({ id }) => union.has(id))).toBe(true);
        for (const [place, { id }] of items.slice(0, places).entries()) {
          const before = new Set(items.slice(0, place).map((item) => item.id));
          const team = teamOf(seed, place) === 'own' ? own : other;
          expect(id).toBe(team.find((item) => !before.has(item.id))?.id);
        }
      }),
    );
  });

  it('prefers neither if the two have no common item and clicks are random', () => {
    const own = Array.from({ length: 6 }, (_, at) => ({ id: `own-${at}` }));
    const other = Array.from({ length: 6 }, (_, at) => ({ id: `other-${at}` }));
    // A click on the first place is the other's in half of the seeds.
    const first = Array.from({ length: 2000 }, (_, seed) => draftItems(own, other, seed, 6).items[0].id);
    expect(Math.abs(first.filter((id) => id === 'own-0').length / 2000 - 0.5)).toBeLessThan(0.05);
  });
});

describe('a call that compares settings', () => {
  it('lists items of both, the same for the same seed, with reasons that add up to each score', async () => {
    const call = { count: 8, seed: 3, interleave: { with: WITH, name: 'variety' } };
    const [own, other, drafted] = await Promise.all([ask({ count: 8, seed: 3 }), ask({ count: 8, seed: 3, ...WITH }), ask(call)]);
    expect(idsOf(drafted)).not.toEqual(idsOf(own));
    expect(idsOf(drafted)).not.toEqual(idsOf(other));
    expect(idsOf(drafted)).toEqual(draftItems(own.items, other.items, 3, 8).items.map(({ id }) => id));
    expect(idsOf(await ask(call))).toEqual(idsOf(drafted));
    for (const { score, reasons } of drafted.items) expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(score);
    expect(readDraft(drafted.recommendationId).draft).toEqual({ name: 'variety', seed: 3, places: 8 });
    expect(drafted.trace.steps.at(-1)?.name).toBe('interleave');
  });

  it('continues with new items, by its own settings', async () => {
    const first = await ask({ count: 6, interleave: { with: WITH } });
    const next = await ask({ recommendationId: first.recommendationId }, 'next');
    expect(next.recommendationId).toBe(first.recommendationId);
    expect(idsOf(next)).toHaveLength(6);
    expect(idsOf(next).filter((id) => idsOf(first).includes(id))).toEqual([]);
  });

  it('reports if it cannot: no settings, or an unknown name', async () => {
    const without = await ask({ count: 4, interleave: {} as never });
    expect(without.trace.notes.map(({ message }) => message).join()).toContain('"with" takes the settings');
    expect(idsOf(without)).toEqual(idsOf(await ask({ count: 4 })));
    const { trace, recommendationId } = await ask({ count: 4, interleave: { with: WITH, name: 'A/B!' } });
    expect(trace.notes.map(({ message }) => message).join()).toContain('the name "other" is used');
    expect(readDraft(recommendationId).draft?.name).toBe('other');
  });

  it('returns every id to be ranked again, as often as it was given', async () => {
    const itemIds = ['boot-1', 'tent-2', 'gone', 'tent-2', 'lamp-3', 'tent-1'];
    const { items } = await ask({ itemIds, strength: 0, interleave: { with: { strength: 1 } } }, 'rerank');
    expect(items.map(({ id }) => id).sort()).toEqual([...itemIds].sort());
    expect(items.map(({ id }) => id)).not.toEqual(itemIds);
  });

  it('rejects other settings with another list, time, seed or count', async () => {
    const wild = { kind: 'trending', now: 1, seed: 9, count: 1, interleave: { with: {} } } as never;
    expect(idsOf(await ask({ count: 5, seed: 4, interleave: { with: wild } }))).toEqual(idsOf(await ask({ count: 5, seed: 4 })));
  });
});

describe('the result of a draft', () => {
  const plainId = createListId(NOW, 'personal');
  const listed = (seed: number): string => plainId + draftMark({ name: 'variety', seed, places: 8 });
  const placeOf = (seed: number, team: string): number => (teamOf(seed, 0) === team ? 0 : 1);

  it('is the team of the places clicked: wins, losses and ties by list', () => {
    const log = [1, 2, 3, 4].flatMap((number) => {
      const seen = event('view_item_list', listed(number), ['a', 0], ['b', 1], ['c', 2]);
      const clicked = [['other'], ['own'], ['own', 'other'], []][number - 1];
      return [seen, ...clicked.map((team) => event('select_item', listed(number), [placeOf(number, team) === 0 ? 'a' : 'b']))];
    });
    expect(interleavingsOf(log)).toEqual([{ name: 'variety', lists: 4, wins: 1, losses: 1, ties: 1, pValue: 1 }]);
    const { models } = measureLists(foldEvents(emptyProfile(), log), pack);
    expect(models.map(({ model }) => model)).toEqual(['personal']);
  });

  it('does not depend on a place beyond the draft, a missing place, or a forgotten click', () => {
    const seen = event('view_item_list', listed(1), ['a', 0], ['b', 8], ['c']);
    const undecided = { name: 'variety', lists: 1, wins: 0, losses: 0, ties: 0, pValue: 1 };
    for (const id of ['b', 'c', 'd']) expect(interleavingsOf([seen, event('select_item', listed(1), [id])])).toEqual([undecided]);
    const click = event('select_item', listed(1), ['a']);
    expect(interleavingsOf([seen, click])).not.toEqual([undecided]);
    expect(interleavingsOf([seen])).toEqual([undecided]);
  });

  it('has the probability of such a result by chance: for nine wins and one loss, 22 in 1024', () => {
    const log = Array.from({ length: 10 }, (_, at) => event('select_item', listed(at), ['a', placeOf(at, at === 0 ? 'own' : 'other')]));
    const [measure] = interleavingsOf(log);
    expect(measure).toMatchObject({ wins: 9, losses: 1 });
    expect(measure.pValue).toBeCloseTo(22 / 1024, 12);
  });
});

describe('a rule for a whole list', () => {
  /** Four variants of each product: the shopper's own list has another of them than one by price. */
  const grouped = (): ListContext => {
    const itemOf = (row: number) => ({ ...pack.itemOf(row), item_group_id: `group ${row >> 2}` });
    return { ...context, pack: { ...pack, grouped: true, itemOf } };
  };

  it('applies to a drafted one as well: one per group, whichever list it came from', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const call = { kind: 'recommend', count: 12, seed, interleave: { with: { boost: 'price - 15' } } } as const;
      const { items } = await answerCall(grouped(), call, call.count, memory, (model) => createListId(NOW, model));
      const groups = items.flatMap(({ item }) => item.item_group_id ?? []);
      expect(groups.length).toBeGreaterThan(0);
      expect(new Set(groups).size).toBe(groups.length);
    }
  });

  it.each<[string, Omit<ListCall, 'kind'>]>([
    ['pins', { pins: [{ id: 'lamp-9', place: 3 }] }],
    ['maxPer', { maxPer: { product_type: 2 } }],
    ['promoted', { promoted: { ids: ['lamp-9'], share: 0.5 } }],
  ])('goes before a comparison that could not keep to it: %s', async (name, rule) => {
    const drafted = await ask({ count: 8, seed: 1, ...rule, interleave: { with: WITH } });
    expect(idsOf(drafted)).toEqual(idsOf(await ask({ count: 8, seed: 1, ...rule })));
    expect(drafted.trace.notes.map(({ message }) => message).join()).toContain(`interleave: left out; ${name} fix places`);
  });

  it('keeps every id of a list that is ranked again', async () => {
    const itemIds = Array.from({ length: 10 }, (_, row) => pack.idOf(row));
    const call: ListCall = { kind: 'rerank', itemIds, interleave: { with: { strength: 1 } } };
    const answer = await answerCall(grouped(), call, undefined, memory, (model) => createListId(NOW, model));
    expect(idsOf(answer).sort()).toEqual([...itemIds].sort());
  });
});
