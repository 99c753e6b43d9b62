import { TopList } from '../../core/numbers/top-list.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import { createMatrix, type SparseMatrix, transpose } from '../matrices/sparse-matrix.js';
import type { ItemNeighbours } from '../models/item-cosine.js';
import { collectRows, strongestNeighbours } from '../models/strongest-neighbours.js';
import type { TrainSettings } from '../models/train-settings.js';
import type { ProgressStep } from '../progress/progress.js';
import { solveRidges } from '../threads/solve-ridges.js';
import { categoryCodes } from './category-codes.js';
import { categoryComplements } from './category-complements.js';
import type { Baskets } from './collect-baskets.js';
import { type BasketPairs, countPairs } from './count-pairs.js';

/** What goes with what. */
export interface TrainedBaskets {
  /** Per item what is bought with it, strongest first. */
  readonly pairs: ItemNeighbours;
  /** Per category, in the order of `categoryCodes`, what is bought with its items. No rows where the catalogue has no categories. */
  readonly categories: ItemNeighbours;
  /** Weight of its category's row per item, 0 to 1: 1 without baskets. Shape [items]. */
  readonly backOff: Float32Array;
}

/** Fixed strengths, chosen on baskets of Online Retail before the test part of the log. */
export const BASKET_SETTINGS = {
  /** Ridge, in baskets. */
  ridge: 20,
  /** Maximum number of sources per target. */
  candidates: 128,
  /** Weight of the conditional probability beside the ridge's, both with a mean strongest entry of 1. */
  conditional: 0.2,
  /** Added to the baskets of an item, in mean weights of a basket. */
  smoothing: 1,
  /** Exponent of the popularity that conditional probabilities are divided by. */
  correction: 0.2,
  /** Baskets of an item that weigh as much as its category. */
  backOff: 10,
  /** Maximum number of pairs trained per item. */
  pairs: 50,
  /** Mean number of pairs per item in a pack. */
  shipped: 12,
} as const;

/** Input of `trainBaskets`. */
interface BasketTraining {
  readonly baskets: Baskets;
  /** In row order. */
  readonly catalog: readonly CatalogItem[];
  /** Interest of all shoppers, from `decayedInterest`. Shape [items]. */
  readonly interest: Float64Array;
  readonly settings: Pick<TrainSettings, 'minimumSupport' | 'threads'>;
  /** Reports the items finished, of 2 x items. */
  readonly progress: ProgressStep;
}

/**
 * Trains what goes with what, from baskets alone. Per target item a ridge regression of whether it is in a basket, over the items that are in
 * most baskets with it: of two items that come with a third, only the one that the basket does not explain yet counts. A share of the
 * conditional probability, divided by a power of the popularity, orders carts of one item. Both are directed. Items of few baskets lean on
 * their category.
 *
 * @param training baskets, catalogue and settings
 * @see Steck: Embarrassingly Shallow Autoencoders for Sparse Data, WWW 2019
 * @see Deshpande, Karypis: Item-based top-N recommendation algorithms, ACM TOIS 22, 2004, for the divided conditional probability
 */
export async function trainBaskets({ baskets, catalog, interest, settings, progress }: BasketTraining): Promise<TrainedBaskets> {
  const items = catalog.length;
  const { minimumSupport, threads } = settings;
  const counted = countPairs(baskets, items, minimumSupport, progress);
  const unit = unitOf(counted);
  const { ridge, candidates: most } = BASKET_SETTINGS;
  const candidates = strongestOthers(counted.together, most);
  const system = { gram: counted.together, candidates, ridge: ridge * unit };
  const solved = await solveRidges(system, threads, (targets) => progress.update(items + targets));
  // Only what speaks for an item is kept, so that a table has positive weights only.
  const bySource = transpose({ ...candidates, values: solved.map((value) => Math.max(0, value)) });
  const pairs = addTables(strongestNeighbours(bySource, most), conditional(counted, unit));
  const { backOff: half } = BASKET_SETTINGS;
  return {
    pairs,
    categories: categoryComplements({ baskets, codes: categoryCodes(catalog), interest, minimumSupport }),
    backOff: Float32Array.from(counted.counts, (count) => half / (half + count)),
  };
}

/** Mean weight of a basket. */
function unitOf({ weights, counts }: BasketPairs): number {
  const baskets = counts.reduce((sum, count) => sum + count, 0);
  return baskets === 0 ? 1 : weights.reduce((sum, weight) => sum + weight, 0) / baskets;
}

/** The strongest entries beside the diagonal of each row, columns ascending. */
function strongestOthers(matrix: SparseMatrix, most: number): SparseMatrix {
  const list = new TopList(most);
  const kept = collectRows(matrix.rows, (row) => {
    for (let entry = matrix.offsets[row]; entry < matrix.offsets[row + 1]; entry++) {
      if (matrix.indices[entry] !== row) list.offer(matrix.indices[entry], matrix.values[entry]);
    }
    return list.take();
  });
  const result = createMatrix(matrix.rows, matrix.columns, kept.items.length);
  result.offsets.set(kept.offsets);
  for (let row = 0; row < matrix.rows; row++) {
    const entries = Array.from(kept.items.subarray(kept.offsets[row], kept.offsets[row + 1]), (item, place) => ({
      item,
      value: kept.similarities[kept.offsets[row] + place],
    })).sort((a, b) => a.item - b.item);
    for (const [place, { item, value }] of entries.entries()) {
      result.indices[kept.offsets[row] + place] = item;
      result.values[kept.offsets[row] + place] = value;
    }
  }
  return result;
}

/** Per source item the smoothed probability of each other item in its baskets, divided by a power of that item's popularity. */
function conditional({ together, weights }: BasketPairs, unit: number): ItemNeighbours {
  const { smoothing, correction, pairs } = BASKET_SETTINGS;
  const list = new TopList(pairs);
  return collectRows(together.rows, (row) => {
    for (let entry = together.offsets[row]; entry < together.offsets[row + 1]; entry++) {
      const other = together.indices[entry];
      if (other === row) continue;
      const probability = together.values[entry] / (weights[row] + smoothing * unit);
      list.offer(other, probability / (weights[other] / unit + smoothing) ** correction);
    }
    return list.take();
  });
}

/** Adds a share of the second table to the first, each at a mean strongest entry of 1, and brings the sum back to the size of the first. */
function addTables(first: ItemNeighbours, second: ItemNeighbours): ItemNeighbours {
  const share = (BASKET_SETTINGS.conditional * meanStrongest(first)) / Math.max(meanStrongest(second), Number.MIN_VALUE);
  const sums = new Map<number, number>();
  const list = new TopList(BASKET_SETTINGS.pairs);
  return collectRows(first.offsets.length - 1, (row) => {
    sums.clear();
    for (const [table, worth] of [
      [first, 1],
      [second, share],
    ] as const) {
      for (let entry = table.offsets[row]; entry < table.offsets[row + 1]; entry++) {
        sums.set(table.items[entry], (sums.get(table.items[entry]) ?? 0) + worth * table.similarities[entry]);
      }
    }
    for (const [item, value] of sums) list.offer(item, value);
    return list.take();
  });
}

function meanStrongest({ offsets, similarities }: ItemNeighbours): number {
  let sum = 0;
  let rows = 0;
  for (let row = 0; row + 1 < offsets.length; row++) {
    if (offsets[row + 1] === offsets[row]) continue;
    sum += similarities[offsets[row]];
    rows++;
  }
  return rows === 0 ? 0 : sum / rows;
}
