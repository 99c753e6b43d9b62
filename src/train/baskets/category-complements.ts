import { categoryPaths } from '../../core/catalog/category-levels.js';
import { TopList } from '../../core/numbers/top-list.js';
import type { ItemNeighbours } from '../models/item-cosine.js';
import { collectRows } from '../models/strongest-neighbours.js';
import type { CategoryCodes } from './category-codes.js';
import type { Baskets } from './collect-baskets.js';
import { basketWeights } from './count-pairs.js';

/** Items per category row. */
const ITEMS = 30;
/** Baskets of prior knowledge in the probability of a category. */
const SMOOTHING = 5;
/** Exponent of the popularity of a category that probabilities are divided by. */
const CORRECTION = 0.2;

/** Input of `categoryComplements`. */
interface ComplementRequest {
  readonly baskets: Baskets;
  readonly codes: CategoryCodes;
  /** Interest of all shoppers, from `decayedInterest`. Shape [items]. */
  readonly interest: Float64Array;
  /** Minimum number of shoppers with a pair of categories. */
  readonly minimumSupport: number;
}

/** How often the items of a category are in baskets with those of others. */
interface CategoryPairs {
  /** Weighted pairs, by the other category's code. */
  readonly together: Map<number, number>;
  /** Shoppers, by the other category's code. */
  readonly support: Map<number, number>;
  readonly countedBy: Map<number, number>;
  total: number;
}

/**
 * Per category the best items of the categories that go with it: the probability that an item of a basket is of category c, given an item of
 * category a, times the item's share of the popularity in c. A category without enough baskets of its own takes those of the categories
 * above it. Pairs of categories that no shopper, or too few, bought are left out: a category of which no basket tells has an empty row.
 *
 * @param request baskets, categories and popularity
 * @returns a row per category, strongest first; no rows where no item has a category
 */
export function categoryComplements({ baskets, codes, interest, minimumSupport }: ComplementRequest): ItemNeighbours {
  const { values } = codes;
  if (values.length < 2) return collectRows(0, () => ({ items: new Uint32Array(0), scores: new Float64Array(0) }));
  const { byPath, shares } = countCategories(baskets, codes);
  const members = itemsByPopularity(codes, interest);
  const list = new TopList(ITEMS);
  return collectRows(values.length, (code) => {
    for (const path of categoryPaths(values[code]).reverse()) {
      const { together, support, total } = byPath.get(path) ?? { together: new Map(), support: new Map(), total: 0 };
      for (const [other, weight] of together) {
        if (other === 0 || (support.get(other) ?? 0) < minimumSupport) continue;
        const probability = (weight + SMOOTHING * shares[other]) / (total + SMOOTHING);
        const worth = probability / shares[other] ** CORRECTION;
        for (const { row, share } of members[other].slice(0, ITEMS)) list.offer(row, worth * share);
      }
      const top = list.take();
      if (top.items.length > 0) return top;
    }
    return list.take();
  });
}

/** Pairs by each category and those above it, and each category's share of the bought items. Shape [categories]. */
function countCategories(baskets: Baskets, { codes, values }: CategoryCodes): { byPath: Map<string, CategoryPairs>; shares: Float64Array } {
  const byPath = new Map<string, CategoryPairs>();
  const paths = values.map(categoryPaths);
  const shares = new Float64Array(values.length);
  const weights = basketWeights(baskets);
  for (let basket = 0; basket < baskets.users.length; basket++) {
    const rows = baskets.items.subarray(baskets.offsets[basket], baskets.offsets[basket + 1]);
    const counts = new Map<number, number>();
    for (const row of rows) counts.set(codes[row], (counts.get(codes[row]) ?? 0) + 1);
    for (const [code, count] of counts) {
      shares[code] += count;
      for (const path of paths[code]) {
        const pairs = byPath.get(path) ?? { together: new Map(), support: new Map(), countedBy: new Map(), total: 0 };
        byPath.set(path, pairs);
        for (const [other, others] of counts) {
          // Each item with every other one, but not with itself.
          const weight = (weights[basket] * count * (other === code ? others - 1 : others)) / (rows.length - 1);
          if (weight === 0) continue;
          pairs.together.set(other, (pairs.together.get(other) ?? 0) + weight);
          pairs.total += weight;
          if (pairs.countedBy.get(other) !== baskets.users[basket]) pairs.support.set(other, (pairs.support.get(other) ?? 0) + 1);
          pairs.countedBy.set(other, baskets.users[basket]);
        }
      }
    }
  }
  const bought = shares.reduce((sum, share) => sum + share, 0);
  return { byPath, shares: shares.map((share) => share / Math.max(bought, 1)) };
}

/** The items of each category with their share of its popularity, the most popular first. */
function itemsByPopularity({ codes, values }: CategoryCodes, interest: Float64Array): { row: number; share: number }[][] {
  const members = values.map((): { row: number; share: number }[] => []);
  for (const [row, code] of codes.entries()) members[code].push({ row, share: interest[row] });
  return members.map((list) => {
    const total = list.reduce((sum, { share }) => sum + share, 0);
    if (total === 0) return [];
    return list.map(({ row, share }) => ({ row, share: share / total })).sort((a, b) => b.share - a.share || a.row - b.row);
  });
}
