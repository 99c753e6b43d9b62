import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../src/core/numbers/random.js';
import { fillFromCategory } from '../../../../src/train/models/categories/fill-from-category.js';
import type { ItemNeighbours } from '../../../../src/train/models/item-cosine.js';
import { pairShoppers } from '../../../../src/train/teacher/pair-shoppers.js';
import { interactionsOf } from '../../tools/interactions-of.js';

/** Two categories of many items; a third of one item, and an item of none. */
const [EACH, ITEMS] = [60, 122];
const categories = Uint32Array.from({ length: ITEMS }, (_, item) => (item < EACH ? 1 : item < 2 * EACH ? 2 : item === 2 * EACH ? 3 : 0));

/** Shoppers who go from an item of the first category to one of the second: hardly any pair is made twice. */
function log(shoppers = 300) {
  const random = seededRandom(5);
  const histories = Array.from({ length: shoppers }, () => [Math.floor(random() * EACH), EACH + Math.floor(random() ** 2 * EACH)]);
  return interactionsOf(histories, ITEMS);
}

const empty = (): ItemNeighbours => ({
  offsets: new Uint32Array(ITEMS + 1),
  items: new Uint32Array(0),
  similarities: new Float32Array(0),
});

const rowOf = ({ offsets, items }: ItemNeighbours, row: number): number[] => [...items.subarray(offsets[row], offsets[row + 1])];

describe('rows of few followers', () => {
  it('get followers of their category, the strongest first and at most ten', () => {
    const table = fillFromCategory(empty(), log(), categories, 2);
    for (let row = 0; row < EACH; row++) {
      const filled = rowOf(table, row);
      expect(filled.length).toBeGreaterThan(0);
      expect(filled.length).toBeLessThanOrEqual(10);
      expect(new Set([...filled, row]).size).toBe(filled.length + 1);
      const weights = [...table.similarities.subarray(table.offsets[row], table.offsets[row + 1])];
      expect(weights).toEqual([...weights].sort((a, b) => b - a));
    }
    const across = Array.from({ length: EACH }, (_, row) => rowOf(table, row)).flat();
    expect(across.every((item) => item >= EACH)).toBe(true);
  });

  it('name no pair that at least one shopper but fewer than the minimum made', () => {
    for (const minimum of [2, 3]) {
      const interactions = log();
      const table = fillFromCategory(empty(), interactions, categories, minimum);
      const made = pairShoppers(interactions);
      for (let row = 0; row < ITEMS; row++) {
        const counts = made.of(row);
        for (const item of rowOf(table, row)) expect(counts[item] === 0 || counts[item] >= minimum).toBe(true);
      }
    }
  });

  it('name nothing that fewer shoppers than the minimum stepped to from the category', () => {
    const table = fillFromCategory(
      empty(),
      interactionsOf(
        [
          [0, 70],
          [1, 71],
          [2, 71],
        ],
        ITEMS,
      ),
      categories,
      2,
    );
    expect(rowOf(table, 5).filter((item) => item !== 71)).toEqual([]);
    const filled = Array.from({ length: EACH }, (_, row) => rowOf(table, row));
    expect(filled.flat()).toContain(71);
    expect(filled[1]).toEqual([]);
  });

  it('leave out some of what nobody made, so that a missing pair does not tell of a shopper; the same on every run', () => {
    const interactions = log();
    const table = fillFromCategory(empty(), interactions, categories, 2);
    const made = pairShoppers(interactions);
    const popular = rowOf(table, 0)[0];
    const without = Array.from({ length: EACH }, (_, row) => row).filter((row) => !rowOf(table, row).includes(popular));
    const unmade = without.filter((row) => made.of(row)[popular] === 0);
    expect(unmade.length).toBeGreaterThan(0);
    expect(fillFromCategory(empty(), log(), categories, 2)).toEqual(table);
  });

  it('are left as they are without a category, without steps from it, and with ten followers or more', () => {
    const interactions = log();
    const filled = fillFromCategory(empty(), interactions, categories, 2);
    expect([rowOf(filled, 2 * EACH), rowOf(filled, 2 * EACH + 1)]).toEqual([[], []]);
    const offsets = new Uint32Array(ITEMS + 1).fill(12, 1);
    const items = Uint32Array.from({ length: 12 }, (_, place) => 30 + place);
    const long = { offsets, items, similarities: Float32Array.from(items, (_, place) => 1 - place / 20) };
    const table = fillFromCategory(long, interactions, categories, 2);
    expect(rowOf(table, 0)).toEqual([...items]);
    // What is added is weaker than what is known.
    expect(table.similarities[table.offsets[1]]).toBeLessThan(0.5);
  });
});
