import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { correctClicks, examinationOf } from '../../../src/engine/measure/correct-clicks.js';
import type { AttributedList } from '../../../src/profile/attribute-events.js';

const NONE: ReadonlySet<string> = new Set();
/** A list whose first places were seen, and some of them clicked. */
const list = (seen: number, clicked: readonly number[]): AttributedList => ({
  listId: 'list',
  time: 1,
  seen: new Set(Array.from({ length: seen }, (_, place) => `item-${place}`)),
  clicked: new Set(clicked.map((place) => `item-${place}`)),
  carted: NONE,
  bought: NONE,
  places: new Map(Array.from({ length: 20 }, (_, place) => [`item-${place}`, place])),
});

/** Shoppers who look down a list for a random length, and click each place with the same probability until then. */
const simulate = (lists: number, likes: (place: number) => number): AttributedList[] => {
  const random = seededRandom(11);
  return Array.from({ length: lists }, () => {
    let seen = 1;
    while (seen < 12 && random() < 0.8) seen++;
    return list(
      seen,
      Array.from({ length: seen }, (_, place) => place).filter((place) => random() < likes(place)),
    );
  });
};

describe('the examination of places', () => {
  it('is the default curve without data, and never rises from one place to the next', () => {
    const empty = examinationOf([]);
    expect([empty[0], empty[1], empty[3]]).toEqual([1, 1 / Math.log2(3), 1 / Math.log2(5)]);
    const learned = examinationOf(simulate(50, () => 0.1));
    expect(learned.every((chance, place) => chance > 0 && chance <= (learned[place - 1] ?? 1))).toBe(true);
  });

  it('comes from the shopper’s own log, with more weight the longer it is', () => {
    const places = examinationOf(simulate(5000, () => 0.1));
    for (const place of [1, 4, 8]) expect(places[place]).toBeCloseTo(0.8 ** place, 1);
  });
});

describe('click-through corrected for position', () => {
  it('is as if every place were seen equally often; the plain one is not', () => {
    // The last item is liked most, and seen least.
    const likes = (place: number): number => 0.02 + 0.02 * place;
    const lists = simulate(4000, likes);
    const wanted = Array.from({ length: 12 }, (_, place) => likes(place)).reduce((sum, chance) => sum + chance) / 12;
    const plain = lists.reduce((sum, { clicked }) => sum + clicked.size, 0) / lists.reduce((sum, { seen }) => sum + seen.size, 0);
    const { clickThrough, low, high } = correctClicks(lists, examinationOf(lists));
    expect(Math.abs((clickThrough ?? 0) - wanted)).toBeLessThan(0.01);
    expect(Math.abs(plain - wanted)).toBeGreaterThan(0.03);
    expect(low).toBeLessThan(wanted);
    expect(high).toBeGreaterThan(wanted);
  });

  it('equals the plain one if all places are seen equally often', () => {
    const lists = Array.from({ length: 40 }, (_, at) => list(4, at % 2 === 0 ? [1] : []));
    const { clickThrough, effectiveSize } = correctClicks(lists, new Float64Array(100).fill(1));
    expect(clickThrough).toBeCloseTo(20 / 160, 12);
    expect(effectiveSize).toBe(160);
  });

  it('is null for fewer than 30 items, without a click, or without places', () => {
    const flat = new Float64Array(100).fill(1);
    expect(correctClicks([list(12, [0])], flat)).toEqual({ clickThrough: null, low: null, high: null, effectiveSize: 12 });
    expect(correctClicks([list(12, []), list(12, []), list(12, [])], flat).clickThrough).toBeNull();
    const untold = { ...list(12, [0]), places: new Map<string, number>() };
    expect(correctClicks([untold, untold, untold], flat).effectiveSize).toBe(0);
  });

  it('weighs no single item by more than ten', () => {
    const steep = new Float64Array(100).fill(1e-6);
    steep[0] = 1;
    const lists = Array.from({ length: 400 }, () => list(1, [])).concat(list(2, [1]));
    expect(correctClicks(lists, steep).clickThrough).toBeCloseTo(10 / 411, 12);
  });
});
