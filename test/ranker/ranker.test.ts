import { beforeAll, describe, expect, it } from 'vitest';
import { createListId } from '../../src/core/events/list-id.js';
import { seededRandom } from '../../src/core/numbers/random.js';
import { rankerLists } from '../../src/engine/ranker/ranker-lists.js';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import { fitLogistic } from '../../src/ranker/fit-logistic.js';
import { learnWeights } from '../../src/ranker/learn-weights.js';
import { logisticRanker } from '../../src/ranker/logistic-ranker.js';
import { rankCandidates } from '../../src/ranker/rank-candidates.js';
import type { ShelfEvent } from '../../src/types/event.js';
import type { Pack } from '../../src/types/pack.js';
import { tinyPack } from '../fixtures/tiny-pack.js';

let pack: Pack;
beforeAll(async () => {
  pack = await tinyPack();
});

const NOW = 1_700_000_000_000;
const HOUR = 3_600_000;

/** Lists of six items in random order; in each, `choose` selects the clicked item. */
function shopperOf(lists: number, choose: (rows: readonly number[], random: () => number) => number): ShelfEvent[] {
  const random = seededRandom(11);
  return Array.from({ length: lists }, (_, at): ShelfEvent[] => {
    const time = NOW - (lists - at) * HOUR;
    const listId = createListId(time, 'personal');
    const rows = Array.from({ length: 6 }, () => Math.floor(random() * pack.items)).filter((row, place, all) => all.indexOf(row) === place);
    const items = rows.map((row, index) => ({ item_id: pack.idOf(row), index }));
    const clicked = items[rows.indexOf(choose(rows, random))];
    return [
      { id: `${1000 + at}a`, name: 'view_item_list', time, items, item_list_id: listId },
      { id: `${1000 + at}b`, name: 'select_item', time: time + 1000, items: [clicked], item_list_id: listId },
    ];
  }).flat();
}
const cheapest = (rows: readonly number[]): number => rows.reduce((best, row) => (row % 10 < best % 10 ? row : best));
const any = (rows: readonly number[], random: () => number): number => rows[Math.floor(random() * rows.length)];
const learn = (events: readonly ShelfEvent[]) => learnWeights(rankerLists({ pack, profile: foldEvents(emptyProfile(), events), now: NOW }));

describe('a shopper whose clicks depend on signals outside the score', () => {
  it('gets better lists from the ranker, which learns those signals', () => {
    // Items of the first rows are the most popular: this shopper always clicks the most popular one.
    const learned = learn(shopperOf(40, (rows) => Math.min(...rows)));
    expect(learned.helps).toBe(true);
    expect(learned.weights[2]).toBeGreaterThan(0.3);
    expect(learned.gain).toBeGreaterThan(0);
  });
  it('gets unchanged lists while fewer than three lists have clicks', () => {
    const learned = learn(shopperOf(2, (rows) => Math.min(...rows)));
    expect([learned.helps, learned.gain]).toEqual([false, null]);
  });
});

it('gets unchanged lists in most cases if clicks are random', () => {
  const random = seededRandom(3);
  const passed = Array.from({ length: 40 }, () => learn(shopperOf(20, (rows) => any(rows, random))).helps).filter(Boolean).length;
  expect(passed).toBeLessThanOrEqual(16);
});

it('has, after an event is forgotten, the same weights as without it, to the bit', () => {
  const events = shopperOf(14, cheapest);
  for (const forgotten of [0, 3, 12, 27]) {
    const left = events.filter((_, at) => at !== forgotten);
    // Folded whole and then in another order and in parts: only the set of events counts.
    const inParts = foldEvents(foldEvents(emptyProfile(), left.slice(9)), left.slice(0, 9));
    const again = learnWeights(rankerLists({ pack, profile: inParts, now: NOW }));
    expect(again).toEqual(learn(left));
    expect(again.weights).not.toEqual(learn(events).weights);
  }
});

it('counts items above the last click, and one item below it, as passed over', () => {
  const time = NOW - HOUR;
  const listId = createListId(time, 'personal');
  const ids = [5, 15, 25, 35, 6].map(pack.idOf);
  const events: ShelfEvent[] = [
    { id: '1', name: 'view_item_list', time, items: ids.map((item_id, index) => ({ item_id, index })), item_list_id: listId },
    { id: '2', name: 'select_item', time: time + 1, items: [{ item_id: ids[1], index: 1 }], item_list_id: listId },
  ];
  const [list] = rankerLists({ pack, profile: foldEvents(emptyProfile(), events), now: NOW });
  expect([...list.labels]).toEqual([0, 1, 0]);
});

it('attributes effects of the place to the place', () => {
  // Clicks depend on the place only; a signal correlated with the place would seem to matter if the place were unknown.
  const random = seededRandom(5);
  const rows = Array.from({ length: 4000 }, (_, at) => {
    const position = Math.log2(1 + 1 + (at % 8));
    const signal = -position + 2 + 0.5 * (random() - 0.5);
    return { x: [0, signal, 0, 0, position, 1], label: random() < 1 / position ** 2 ? 1 : 0 };
  });
  const ridge = [1, 1, 1, 1, 1, 0.1];
  const fitted = (hide: boolean) =>
    fitLogistic(
      {
        features: Float64Array.from(rows.flatMap(({ x }) => (hide ? x.with(4, 0) : x))),
        labels: Uint8Array.from(rows, ({ label }) => label),
      },
      [1, 0, 0, 0, 0, -1],
      ridge,
    );
  expect(fitted(true)[1]).toBeGreaterThan(1);
  expect(Math.abs(fitted(false)[1])).toBeLessThan(0.6);
});

it('finds the point where the gradient of the ridged log loss is zero', () => {
  const random = seededRandom(9);
  const features = Float64Array.from({ length: 60 }, () => random() * 4 - 2);
  const labels = Uint8Array.from({ length: 30 }, () => (random() < 0.2 ? 1 : 0));
  const weights = fitLogistic({ features, labels }, [1, -1], [0.5, 2]);
  for (const k of [0, 1]) {
    let gradient = [0.5, 2][k] * ([1, -1][k] - weights[k]);
    for (const [row, label] of labels.entries()) {
      const logit = features[2 * row] * weights[0] + features[2 * row + 1] * weights[1];
      gradient += features[2 * row + k] * (label - 1 / (1 + Math.exp(-logit)));
    }
    expect(Math.abs(gradient)).toBeLessThan(1e-9);
  }
});

it('leaves the list unchanged with the weights of score alone', () => {
  const candidates = [3, 1, 2].map((row, place) => ({ row, score: 1 - place / 4, adjustments: [] }));
  const step = rankCandidates(logisticRanker(Float64Array.of(1, 0, 0, 0, -0.7, -1)), 3, (best) => ({
    score: best.map(({ score }) => score),
    newness: [0, 1, 0],
    popularity: [1, 0, 0],
    priceFit: [Number.NaN, 0, -1],
  }));
  expect(step.apply(candidates).map(({ row, score }) => [row, score])).toEqual(candidates.map(({ row, score }) => [row, score]));
});
