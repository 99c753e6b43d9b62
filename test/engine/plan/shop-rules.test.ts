import { beforeAll, describe, expect, it } from 'vitest';
import { createEventId } from '../../../src/core/events/event-id.js';
import { answerCall, type CallAnswer } from '../../../src/engine/answer-call.js';
import { createListMemory, type ListMemory } from '../../../src/engine/list/list-memory.js';
import { decodePack } from '../../../src/pack/decode/decode-pack.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { emptyProfile, foldEvents } from '../../../src/profile/fold-events.js';
import { createJsScorer } from '../../../src/score/settle/js-scorer.js';
import type { EventName, ShelfEvent } from '../../../src/types/event.js';
import type { ListCall } from '../../../src/types/list-call.js';
import type { Pack } from '../../../src/types/pack.js';
import type { Scorer } from '../../../src/types/scoring/scorer.js';
import { filesByRole, tinyContent } from '../../fixtures/tiny-pack.js';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 1);

let pack: Pack;
let scorer: Scorer;
beforeAll(async () => {
  const content = tinyContent();
  // Variants come in twos: tent-0 and tent-1, tent-2 and tent-3 ...; lamps have none, and lamp-9 is sold out: lists have 39 items to choose from.
  const catalog = content.catalog.map((item, row) => ({
    ...item,
    ...(item.id.startsWith('lamp') ? {} : { item_group_id: `group ${row >> 1}` }),
    ...(item.id === 'lamp-9' ? { availability: 'out_of_stock' } : {}),
  }));
  const encoded = await encodePack({ ...content, catalog });
  pack = decodePack(encoded.manifest, filesByRole(encoded));
  scorer = createJsScorer({ ...pack, bias: pack.popularity });
});

const event = (name: EventName, itemId: string, daysAgo = 1): ShelfEvent => {
  const time = NOW - daysAgo * DAY;
  return { id: createEventId(time), name, time, items: [{ item_id: itemId }] };
};
let answers = 0;
const ask = (events: readonly ShelfEvent[], call: Partial<ListCall>, memory: ListMemory = createListMemory()): Promise<CallAnswer> =>
  answerCall(
    { pack, scorer, profile: foldEvents(emptyProfile(), events), now: NOW },
    { kind: 'recommend', ...call },
    call.count,
    memory,
    () => `answer-${++answers}`,
  );
const idsOf = ({ items }: CallAnswer): string[] => items.map(({ id }) => id);
const list = async (events: readonly ShelfEvent[], call: Partial<ListCall>): Promise<string[]> => idsOf(await ask(events, call));
const groupOf = (id: string): string => pack.itemOf(pack.rowOf(id)).item_group_id ?? id;
const stepOf = ({ trace }: CallAnswer, name: string) => trace.steps.find((step) => step.name === name);
const boots = [event('view_item', 'boot-1'), event('view_item', 'boot-2')];

describe('one per group', () => {
  it('keeps the variant with the shopper’s highest score, and is the default', async () => {
    const all = await list(boots, { count: 40, onePerGroup: false });
    const answer = await ask(boots, { count: 40 });
    const best = all.filter((id, place) => all.findIndex((other) => groupOf(other) === groupOf(id)) === place);
    expect(all).toHaveLength(39);
    expect(idsOf(answer)).toEqual(best);
    expect(stepOf(answer, 'one per group')).toEqual({ name: 'one per group', in: 39, out: 24 });
  });

  it('applies across the pages of a list', async () => {
    const memory = createListMemory();
    const first = await ask(boots, { count: 10 }, memory);
    const second = await ask(boots, { kind: 'next', recommendationId: first.recommendationId, count: 30 }, memory);
    const groups = [...idsOf(first), ...idsOf(second)].map(groupOf);
    expect(groups).toHaveLength(24);
    expect(new Set(groups).size).toBe(24);
  });

  it('leaves the shopper’s own history unchanged', async () => {
    expect(await list(boots, { kind: 'recentlyViewed' })).toEqual(['boot-2', 'boot-1']);
    const variants = [event('view_item', 'boot-2', 2), event('view_item', 'boot-3', 1)];
    expect(await list(variants, { kind: 'recentlyViewed' })).toEqual(['boot-3', 'boot-2']);
  });
});

describe('most per value', () => {
  it('keeps to each column’s limit, in the order of the scores, and fills the list', async () => {
    const answer = await ask(boots, { count: 8, maxPer: { product_type: 2 }, onePerGroup: false });
    const categories = answer.items.map(({ item }) => item.product_type);
    expect(categories.sort()).toEqual(
      ['boot', 'boot', 'lamp', 'lamp', 'stove', 'stove', 'tent', 'tent'].map((kind) => `Outdoor > ${kind}`),
    );
    const scores = answer.items.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(stepOf(answer, 'max per')).toEqual({ name: 'max per', in: 39, out: 8 });
  });

  it('reports an invalid limit, and continues without it', async () => {
    const answer = await ask(boots, { count: 4, maxPer: { brand: 0, colour: 2 } as never });
    expect(answer.items).toHaveLength(4);
    expect(answer.trace.notes).toHaveLength(2);
    expect(answer.trace.notes.map(({ message }) => message).join()).toContain('colour');
  });
});

describe('items seen before', () => {
  const met = [
    event('view_item', 'boot-1', 3),
    event('view_item', 'boot-1', 2),
    event('view_item', 'boot-2', 2),
    event('view_item', 'boot-4', 9),
  ];
  const out = async (excludeSeen: unknown) => {
    const ids = await list(met, { count: 40, onePerGroup: false, excludeSeen: excludeSeen as never });
    return ['boot-1', 'boot-2', 'boot-4'].filter((id) => !ids.includes(id));
  };

  it('are left out by event, by days, and by number of times', async () => {
    expect(await out([{ event: 'view_item' }])).toEqual(['boot-1', 'boot-2', 'boot-4']);
    expect(await out([{ event: 'view_item', days: 7 }])).toEqual(['boot-1', 'boot-2']);
    expect(await out([{ event: 'view_item', days: 7, times: 2 }])).toEqual(['boot-1']);
    expect(await out([{ event: 'add_to_cart' }])).toEqual([]);
    expect(await out([{ event: 'add_to_cart' }, { event: 'view_item', times: 2 }])).toEqual(['boot-1']);
  });

  it('are counted in the trace, and an invalid rule is named in a note', async () => {
    const answer = await ask(met, {
      count: 5,
      excludeSeen: [{ event: 'view_item' }, { event: 'viewed' as never }, { event: 'rate', days: -1 }],
    });
    expect(stepOf(answer, 'exclude seen')).toEqual({ name: 'exclude seen', in: 39, out: 36 });
    expect(answer.trace.notes.filter(({ message }) => message.startsWith('excludeSeen'))).toHaveLength(2);
  });
});

describe('pins', () => {
  it('are at their places, marked, each with the shopper’s score, and shift the others', async () => {
    const plain = await list(boots, { count: 6 });
    const answer = await ask(boots, {
      count: 6,
      pins: [
        { id: 'lamp-3', place: 4 },
        { id: 'tent-7', place: 1 },
      ],
    });
    const ids = idsOf(answer);
    expect([ids[1], ids[4]]).toEqual(['tent-7', 'lamp-3']);
    expect(ids.filter((id) => id !== 'tent-7' && id !== 'lamp-3')).toEqual(plain.slice(0, 4));
    expect(answer.items.map(({ promoted }) => promoted)).toEqual([undefined, true, undefined, undefined, true, undefined]);
    expect(answer.items[1].reasons[0]).toEqual({ kind: 'step', step: 'pin', contribution: 0 });
    const whole = await ask(boots, { count: 40, onePerGroup: false });
    expect(answer.items[1].score).toBe(whole.items.find(({ id }) => id === 'tent-7')?.score);
  });

  it('are dropped if the item is hidden, sold out, unknown or beyond the list, with a note each', async () => {
    const pins = ['lamp-0', 'lamp-9', 'gone', 'lamp-1', 'lamp-2'].map((id, place) => ({ id, place: id === 'lamp-1' ? 12 : place }));
    const answer = await ask([...boots, event('dismiss', 'lamp-0')], { count: 6, pins });
    expect(idsOf(answer)[4]).toBe('lamp-2');
    expect(answer.items.filter(({ promoted }) => promoted)).toHaveLength(1);
    expect(answer.trace.notes).toHaveLength(4);
  });

  it('that are invalid do not affect the list', async () => {
    const senseless = { pins: [null, 7], excludeSeen: [null] } as unknown as Pick<ListCall, 'pins' | 'excludeSeen'>;
    const answer = await ask(boots, { count: 6, ...senseless });
    expect(idsOf(answer)).toEqual(await list(boots, { count: 6 }));
    expect(answer.trace.notes).toHaveLength(3);
  });

  it('are shown even if they were bought or seen, and add no second variant', async () => {
    const ids = await list([...boots, event('purchase', 'boot-5')], { count: 6, exclude: 'seen', pins: [{ id: 'boot-5', place: 0 }] });
    expect(ids[0]).toBe('boot-5');
    expect(ids).not.toContain('boot-4');
  });

  it('are not repeated in the next items', async () => {
    const memory = createListMemory();
    const first = await ask(boots, { count: 3, pins: [{ id: 'lamp-3', place: 0 }] }, memory);
    const next = await ask(boots, { kind: 'next', recommendationId: first.recommendationId, count: 3 }, memory);
    expect(next.items).toHaveLength(3);
    expect(idsOf(next)).not.toContain('lamp-3');
  });
});

describe('promoted items', () => {
  const promoted = { ids: ['lamp-3', 'tent-4', 'lamp-5', 'gone'], share: 0.25 };

  it('get their share of the places, in the shopper’s order, all marked', async () => {
    const answer = await ask(boots, { count: 8, promoted });
    const marked = answer.items.flatMap((item, place) => (item.promoted ? [place] : []));
    expect(marked).toEqual([3, 7]);
    const [first, second] = marked.map((place) => answer.items[place].score);
    expect(first).toBeGreaterThanOrEqual(second);
    expect(answer.items[3].reasons[0]).toEqual({ kind: 'step', step: 'promoted', contribution: 0 });
  });

  it('are marked also if their own score places them', async () => {
    const [best] = await list(boots, { count: 1 });
    const answer = await ask(boots, { count: 4, promoted: { ids: [best], share: 0 } });
    expect(answer.items.map(({ promoted: mark }) => mark)).toEqual([true, undefined, undefined, undefined]);
  });

  it('add no second variant, not even on the next pages', async () => {
    const memory = createListMemory();
    const wanted = { ids: ['tent-2', 'tent-3', 'tent-4', 'tent-5', 'tent-6', 'tent-7'], share: 0.5 };
    const first = await ask(boots, { count: 4, promoted: wanted }, memory);
    const second = await ask(boots, { kind: 'next', recommendationId: first.recommendationId, count: 4 }, memory);
    const groups = [...first.items, ...second.items].flatMap(({ item }) => item.item_group_id ?? []);
    expect(new Set(groups).size).toBe(groups.length);
  });

  it('never contain bought, hidden or sold-out items', async () => {
    const events = [...boots, event('purchase', 'lamp-3'), event('dismiss', 'lamp-5')];
    const { items } = await ask(events, { count: 8, promoted: { ids: ['lamp-3', 'lamp-5', 'lamp-9', 'lamp-7'], share: 1 } });
    expect(items).toHaveLength(8);
    expect(items.filter((item) => item.promoted).map(({ id }) => id)).toEqual(['lamp-7']);
    expect(items.map(({ id }) => id)).not.toContain('lamp-5');
  });
});

describe('least relevance', () => {
  it('shortens the list as it rises, and never changes its order', async () => {
    const all = await list(boots, { count: 40, onePerGroup: false });
    let before = all.length;
    for (const minDistinctness of [0.2, 0.5, 0.8, 0.99]) {
      const ids = await list(boots, { count: 40, onePerGroup: false, minDistinctness });
      expect(ids).toEqual(all.slice(0, ids.length));
      expect(ids.length).toBeLessThanOrEqual(before);
      before = ids.length;
    }
    expect(before).toBeLessThan(10);
  });

  it('is named in a note if it cannot be applied', async () => {
    expect((await ask(boots, { minDistinctness: 3 })).trace.notes.map(({ message }) => message).join()).toContain('0 to 1');
    expect((await ask(boots, { kind: 'recentlyViewed', minDistinctness: 0.5 })).trace.notes.map(({ message }) => message).join()).toContain(
      'no scores',
    );
  });
});
