import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exposureGini } from '../../../src/core/numbers/exposure-gini.js';
import { itemCategories } from '../../../src/train/feed/item-categories.js';
import { catalogCoverage, personalisation } from '../../../src/train/metrics/exposure.js';
import { intraListDiversity } from '../../../src/train/metrics/intra-list-diversity.js';
import { audienceOf, itemAudience } from '../../../src/train/metrics/item-audience.js';
import { miscalibration } from '../../../src/train/metrics/miscalibration.js';
import { inverseUserFrequency, popularityShare } from '../../../src/train/metrics/novelty.js';
import { expectedItems, unexpectedTargets } from '../../../src/train/metrics/serendipity.js';
import { interactionsOf } from '../tools/interactions-of.js';

// Item 0 is everybody's, item 1 of the first two, item 2 of the last alone, item 3 nobody's. One shopper did nothing.
const histories = [[0, 1, 0], [0, 1], [0], [], [2, 0]];
const audience = itemAudience(interactionsOf(histories, 4));

describe('the audience of an item', () => {
  it('counts a shopper once, and only shoppers with events', () => {
    expect(audience.shoppers).toBe(4);
    expect([0, 1, 2, 3].map((item) => audienceOf(audience, item))).toEqual([4, 2, 1, 0]);
    expect([...audience.users.subarray(audience.offsets[1], audience.offsets[2])]).toEqual([0, 1]);
  });
});

describe('novelty and popularity', () => {
  it('have the values computed by hand', () => {
    expect([0, 1, 2, 3].map((item) => inverseUserFrequency(audience, item))).toEqual([0, 1, 2, 2]);
    expect([0, 1, 2, 3].map((item) => popularityShare(audience, item))).toEqual([1, 0.5, 0.25, 0]);
  });
});

describe('diversity inside a list', () => {
  const diversityOf = intraListDiversity(audience, histories.length);

  it('is the mean over pairs of one minus the cosine of their shoppers', () => {
    // Cosines: 0 with 1 is 2 / sqrt(8), 0 with 2 is 1 / 2, 1 with 2 is 0.
    const first = 2 / Math.sqrt(8);
    const [two, three] = diversityOf(Uint32Array.of(0, 1, 2), [2, 3]);
    expect(two).toBeCloseTo(1 - first, 12);
    expect(three).toBeCloseTo(1 - (first + 0.5) / 3, 12);
  });

  it('counts an item without shoppers as different from all others', () => {
    expect(diversityOf(Uint32Array.of(0, 3), [2])[0]).toBeCloseTo(1, 12);
  });

  it('is not defined for one item, and does not depend on earlier lists', () => {
    expect(diversityOf(Uint32Array.of(1), [1])).toEqual([Number.NaN]);
    expect(diversityOf(Uint32Array.of(1, 2), [2])[0]).toBeCloseTo(1, 12);
  });

  it('equals the naive sum over pairs for any log', () => {
    const logs = fc.array(fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 6 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(logs, fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { minLength: 2 }), (log, list) => {
        const found = intraListDiversity(itemAudience(interactionsOf(log, 8)), log.length)(Uint32Array.from(list), [list.length])[0];
        const users = list.map((item) => new Set(log.flatMap((history, user) => (history.includes(item) ? [user] : []))));
        let sum = 0;
        for (const [i, a] of users.entries()) {
          for (const b of users.slice(i + 1)) {
            const shared = [...a].filter((user) => b.has(user)).length;
            sum += 1 - (shared === 0 ? 0 : shared / Math.sqrt(a.size * b.size));
          }
        }
        expect(found).toBeCloseTo(sum / ((list.length * (list.length - 1)) / 2), 9);
      }),
    );
  });
});

describe('exposure of the catalogue', () => {
  // Three lists of two: a b, a c, a d; nobody gets e.
  const shown = Uint32Array.of(3, 1, 1, 1, 0);

  it('has the coverage and personalisation computed by hand', () => {
    expect(catalogCoverage(shown)).toBeCloseTo(4 / 5, 12);
    // Every pair of lists shares one of two.
    expect(personalisation(shown, 3, 2)).toBeCloseTo(0.5, 12);
    expect(personalisation(Uint32Array.of(1), 1, 1)).toBeNaN();
  });

  it('has a Gini of 0 for equal shares, and that computed by hand for others', () => {
    expect(exposureGini(Uint32Array.of(2, 2, 2))).toBe(0);
    expect(exposureGini(Uint32Array.of(0, 0, 0, 8))).toBeCloseTo(3 / 4, 12);
    // Half the mean difference over the mean: |differences| of all ordered pairs sum to 24, over 2 * 5 * 5 * 1.2.
    expect(exposureGini(shown)).toBeCloseTo(24 / (2 * 25 * 1.2), 12);
    expect(exposureGini(new Uint32Array(3))).toBe(0);
  });

  it('has the personalisation of the naive sum over pairs of lists', () => {
    const lists = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(lists, (some) => {
        const counts = new Uint32Array(10);
        for (const list of some) for (const item of list) counts[item]++;
        const distances = some.flatMap((a, i) => some.slice(i + 1).map((b) => 1 - a.filter((item) => b.includes(item)).length / 3));
        expect(personalisation(counts, some.length, 3)).toBeCloseTo(
          distances.reduce((sum, one) => sum + one / distances.length, 0),
          9,
        );
      }),
    );
  });
});

describe('serendipity', () => {
  it('excludes items of the popular list of the same length', () => {
    const order = Uint32Array.of(5, 2, 9, 1);
    expect(expectedItems(order, new Set([2]), 2)).toEqual([5, 9]);
    expect(expectedItems(order, new Set(), 9)).toEqual([5, 2, 9, 1]);
    expect(unexpectedTargets([9, 1, -1], [5, 9], 2)).toEqual([1, -1]);
    expect(unexpectedTargets([9, 1], [5, 9], 1)).toEqual([9, 1]);
  });
});

describe('miscalibration', () => {
  it('is 0 for equal shares, and that computed by hand for others', () => {
    expect(miscalibration([0, 0, 1, 1], [1, 0])).toBe(0);
    // Half of each was looked at, one alone is listed.
    const given = [0.99 * 1 + 0.005, 0.01 * 0.5];
    expect(miscalibration([0, 1], [0, 0, 0])).toBeCloseTo(0.5 * Math.log(0.5 / given[0]) + 0.5 * Math.log(0.5 / given[1]), 12);
  });

  it('ignores items without a category, and is not defined without any category', () => {
    expect(miscalibration([0, 1, -1], [1, 0, -1, -1])).toBe(0);
    expect(miscalibration([-1], [0])).toBeNaN();
    expect(miscalibration([0], [])).toBeNaN();
  });

  it('is never negative', () => {
    const mixes = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 20 });
    fc.assert(fc.property(mixes, mixes, (history, list) => miscalibration(history, list) >= 0));
  });
});

describe('categories of a catalogue', () => {
  it('are those of the first level that parts it', () => {
    const types = ['Shop > Tents > Light', 'Shop > Tents > Family', 'Shop > Stoves', undefined];
    const catalog = types.map((type, index) => ({ id: String(index), ...(type === undefined ? {} : { product_type: type }) }));
    expect([...(itemCategories(catalog) ?? [])]).toEqual([0, 0, 1, -1]);
    expect(itemCategories(catalog.slice(3))).toBeNull();
    expect(
      itemCategories([
        { id: 'a', product_type: 'x' },
        { id: 'b', product_type: 'x' },
      ]),
    ).toBeNull();
  });
});
