import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createEventId } from '../../../src/core/events/event-id.js';
import { explainScore } from '../../../src/engine/account/explain-score.js';
import type { ListContext } from '../../../src/engine/list/list-context.js';
import { serveList } from '../../../src/engine/serve-list.js';
import { emptyProfile, foldEvents } from '../../../src/profile/fold-events.js';
import { createJsScorer } from '../../../src/score/settle/js-scorer.js';
import type { Reason } from '../../../src/types/answer.js';
import type { EventName, ShelfEvent } from '../../../src/types/event.js';
import type { Contribution, ExplainRequest } from '../../../src/types/explanation.js';
import type { Pack } from '../../../src/types/pack.js';
import { tinyPack } from '../../fixtures/tiny-pack.js';

const DAY = 86_400_000;
const NOW = 100 * DAY;
const COUNT = 5;
let pack: Pack;
beforeAll(async () => {
  pack = await tinyPack();
});

const event = (name: EventName, itemId: string, time: number, rest: Partial<ShelfEvent> = {}): ShelfEvent => ({
  id: createEventId(time),
  name,
  time,
  items: [{ item_id: itemId }],
  ...rest,
});
const contextOf = (events: readonly ShelfEvent[]): ListContext => ({
  pack,
  scorer: createJsScorer({ ...pack, bias: pack.popularity }),
  profile: foldEvents(emptyProfile(), events),
  now: NOW,
});
const listedOf = async (context: ListContext, id: string, request: ExplainRequest) => {
  const { listed } = await explainScore(context, id, { count: COUNT, ...request }, serveList);
  if (listed === null) throw new Error(`${id} is not known`);
  return listed;
};

const stepsOf = (terms: readonly (Reason | Contribution)[]): string[] => terms.flatMap((term) => (term.kind === 'step' ? [term.step] : []));

const itemId = fc.tuple(fc.constantFrom('tent', 'stove', 'boot', 'lamp'), fc.nat(9)).map(([kind, index]) => `${kind}-${index}`);
const anyLog = fc.array(
  fc
    .tuple(fc.constantFrom<EventName>('view_item', 'add_to_cart', 'purchase', 'view_item_list'), itemId, fc.nat(99))
    .map(([name, item, day]) => event(name, item, day * DAY)),
  { maxLength: 10 },
);
const anyRequest = fc.record(
  {
    filter: fc.constantFrom('price < 15', 'brand == "Fell"', 'viewed < 1'),
    boost: fc.constantFrom('brand == "Moor" ? 0.5 : 0', 'price / 100'),
    priceFit: fc.constantFrom(0.3, 1),
    diversity: fc.constantFrom(0.2, 0.9),
    rotationRate: fc.constantFrom(0.5, 1),
    exploration: fc.constantFrom(0.4),
    maxPer: fc.constant({ brand: 2 }),
    pins: itemId.map((id) => [{ id, place: 1 }]),
    promoted: itemId.map((id) => ({ ids: [id], share: 0.4 })),
    unavailable: fc.array(itemId, { maxLength: 3 }),
    excludeSeen: fc.constant([{ event: 'view_item' as const }]),
    exclude: fc.constantFrom('none' as const, 'bought' as const, 'seen' as const),
    seed: fc.nat(3),
  },
  { requiredKeys: [] },
);

describe('the explanation of an item in a list', () => {
  it('equals the list: the same place, the same steps, and a score that is their sum to the last bit', async () => {
    await fc.assert(
      fc.asyncProperty(anyLog, anyRequest, itemId, async (log, request, id) => {
        const context = contextOf(log);
        const { items } = await serveList(context, { ...request, kind: 'recommend' }, COUNT, new Set());
        const { listed } = await explainScore(context, id, { count: COUNT, ...request }, serveList);
        if (listed === null) throw new Error(`${id} is not known`);
        const place = items.findIndex((item) => item.id === id);
        expect(listed.place).toBe(place < 0 ? null : place + 1);
        expect(listed.leftOutBy === null).toBe(place >= 0);
        if (place < 0) return;
        expect(listed.score).toBe(items[place].score);
        expect(listed.contributions.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(listed.score);
        const told = items[place].reasons.filter((reason) => reason.kind === 'step' && reason.contribution !== 0);
        expect(stepsOf(listed.contributions)).toEqual(stepsOf(told));
      }),
      { numRuns: 150 },
    );
  });

  it('names every step that moved it', async () => {
    const context = contextOf([1, 2, 3, 4].map((index) => event('view_item', `tent-${index}`, NOW - index * DAY)));
    const { contributions } = await listedOf(context, 'boot-9', { count: 40, boost: 'price / 100', priceFit: 0.5 });
    expect(stepsOf(contributions)).toEqual(['price fit', 'boost']);
  });

  it.each<[string, string, ExplainRequest, readonly ShelfEvent[]]>([
    ['hidden', 'tent-1', {}, [event('feedback', 'tent-1', NOW - 1, { kind: 'hide' })]],
    ['bought', 'tent-1', {}, [event('purchase', 'tent-1', NOW - 1)]],
    ['seen', 'tent-1', { exclude: 'seen' }, [event('view_item', 'tent-1', NOW - 1)]],
    ['type', 'tent-1', { types: ['article'] }, []],
    ['exclude seen', 'tent-1', { excludeSeen: [{ event: 'view_item' }] }, [event('view_item', 'tent-1', NOW - 1)]],
    ['unavailable', 'tent-1', { unavailable: ['tent-1'] }, []],
    ['filter', 'tent-1', { filter: 'id != "tent-1"' }, []],
    ['cut', 'tent-1', { count: 1 }, [event('view_item', 'lamp-1', NOW - 1)]],
    ['max per', 'tent-3', { maxPer: { brand: 1 } }, [event('view_item', 'tent-3', NOW - 1), event('view_item', 'tent-1', NOW - 2)]],
  ])('says that it was "%s" which left an item out', async (leftOutBy, id, request, log) => {
    expect(await listedOf(contextOf(log), id, request)).toMatchObject({ place: null, leftOutBy });
  });

  it('says that another variant of it was seen or hidden', async () => {
    const grouped = {
      ...pack,
      grouped: true,
      textColumn: (name: Parameters<Pack['textColumn']>[0]) =>
        name === 'item_group_id'
          ? { offsets: new Uint32Array(), bytes: new Uint8Array(), at: (row: number) => (row < 2 ? 'family' : '') }
          : pack.textColumn(name),
    };
    const [seen, hid] = [event('view_item', 'tent-0', NOW - 1), event('feedback', 'tent-0', NOW - 1, { kind: 'hide' })];
    const leftOutBy = async (log: readonly ShelfEvent[], request: ExplainRequest) =>
      (await listedOf({ ...contextOf(log), pack: grouped }, 'tent-1', request)).leftOutBy;
    expect(await leftOutBy([seen], { exclude: 'seen' })).toBe('other variants');
    expect(await leftOutBy([hid], {})).toBe('other variants');
    expect(await leftOutBy([hid], { onePerGroup: false })).toBeNull();
    expect(await leftOutBy([seen], { unavailable: ['tent-1'] })).toBe('unavailable');
  });

  it('reports that an item is sold out', async () => {
    const sold = {
      ...pack,
      itemOf: (row: number) => ({ ...pack.itemOf(row), availability: 'out_of_stock' }),
      codedColumn: (name: Parameters<Pack['codedColumn']>[0]) =>
        name === 'availability' ? { values: ['out_of_stock'], codes: new Uint32Array(pack.items) } : pack.codedColumn(name),
    };
    expect(await listedOf({ ...contextOf([]), pack: sold }, 'tent-1', {})).toMatchObject({ leftOutBy: 'sold out', score: null });
    expect(await listedOf({ ...contextOf([]), pack: sold }, 'tent-1', { inStock: false, count: 40 })).toMatchObject({ leftOutBy: null });
  });

  it('counts places among available items: no sold-out item ranks before an item, with or without an event', async () => {
    const soldOut = { values: ['', 'out_of_stock'], codes: Uint32Array.from({ length: pack.items }, (_, row) => Number(row < 8)) };
    const thinned = {
      ...pack,
      grouped: false,
      itemOf: (row: number) => ({ ...pack.itemOf(row), ...(row < 8 ? { availability: 'out_of_stock' } : {}) }),
      codedColumn: (name: Parameters<Pack['codedColumn']>[0]) => (name === 'availability' ? soldOut : pack.codedColumn(name)),
    };
    const context = { ...contextOf([event('view_item', 'tent-9', NOW - 1)]), pack: thinned };
    const { items } = await serveList(context, { kind: 'recommend' }, 3, new Set());
    for (const [place, { id }] of items.entries()) {
      const { rank, ranked, listed, removal, withoutEvent } = await explainScore(context, id, { count: 3 }, serveList);
      expect([rank, listed?.place, ranked]).toEqual([place + 1, place + 1, 32]);
      const without = await serveList({ ...context, profile: emptyProfile() }, { kind: 'recommend' }, 32, new Set());
      expect(withoutEvent[0].rankAfter).toBe(1 + without.items.findIndex((item) => item.id === id));
      expect(removal === null).toBe((withoutEvent[0].rankAfter ?? 99) <= 3);
    }
  });

  it('reports for an item far from the list that others score higher', async () => {
    const context = { ...contextOf([event('view_item', 'lamp-1', NOW - 1)]), pack: { ...pack, grouped: false } };
    expect(await listedOf(context, 'tent-1', { count: 1 })).toEqual({ place: null, leftOutBy: 'score', contributions: [], score: null });
  });

  it('distinguishes a pinned item from one placed by its score', async () => {
    const context = contextOf([]);
    expect(await listedOf(context, 'lamp-9', { pins: [{ id: 'lamp-9', place: 0 }] })).toMatchObject({ place: 1, leftOutBy: null });
  });
});
