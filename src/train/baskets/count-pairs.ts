import { TopList } from '../../core/numbers/top-list.js';
import { createMatrix, type SparseMatrix } from '../matrices/sparse-matrix.js';
import type { ProgressStep } from '../progress/progress.js';
import type { Baskets } from './collect-baskets.js';

/** How often items are in one basket. */
export interface BasketPairs {
  /** Weighted baskets of two different items; on the diagonal those of each item. Shape [items, items]. */
  readonly together: SparseMatrix;
  /** The diagonal of `together`. Shape [items]. */
  readonly weights: Float64Array;
  /** Number of baskets of each item. Shape [items]. */
  readonly counts: Uint32Array;
}

/** Maximum number of baskets of one shopper that count in full; of more, each counts less. */
const BASKETS_PER_SHOPPER = 50;
/** Maximum number of other items that are counted per item, the strongest. */
const OTHERS = 1024;

/**
 * Counts pairs. A pair means less in a basket of many items, so a basket of m items weighs `1 / sqrt(m - 1)`. Pairs of fewer shoppers than
 * the minimum are dropped before anything is learned from them.
 *
 * @param baskets of two items or more, in order of their users
 * @param items number of rows of the catalogue
 * @param minimumSupport minimum number of shoppers with a pair, 1 or more
 * @param progress reports the items finished
 */
export function countPairs(baskets: Baskets, items: number, minimumSupport: number, progress: ProgressStep): BasketPairs {
  const { users, offsets, items: rows } = baskets;
  const worth = basketWeights(baskets);
  const { starts, places } = basketsByItem(baskets, items);
  const sums = new Float64Array(items);
  const support = new Uint32Array(items);
  const countedBy = new Int32Array(items).fill(-1);
  const weights = new Float64Array(items);
  const best = new TopList(OTHERS);
  const kept: { items: Uint32Array; scores: Float64Array }[] = [];
  let entries = 0;
  for (let item = 0; item < items; item++) {
    const touched: number[] = [];
    for (let place = starts[item]; place < starts[item + 1]; place++) {
      const basket = places[place];
      weights[item] += worth[basket];
      for (let at = offsets[basket]; at < offsets[basket + 1]; at++) {
        const other = rows[at];
        if (other === item) continue;
        if (sums[other] === 0) touched.push(other);
        sums[other] += worth[basket];
        // The baskets are in order of their users, so each shopper counts once.
        if (countedBy[other] !== users[basket]) support[other]++;
        countedBy[other] = users[basket];
      }
    }
    for (const other of touched) {
      if (support[other] >= minimumSupport) best.offer(other, sums[other]);
      sums[other] = 0;
      support[other] = 0;
      countedBy[other] = -1;
    }
    const top = best.take();
    kept.push(top);
    entries += top.items.length + 1;
    if (item % 256 === 0) progress.update(item);
  }
  const counts = Uint32Array.from({ length: items }, (_, item) => starts[item + 1] - starts[item]);
  return { together: collectMatrix(kept, weights, entries), weights, counts };
}

/** Weight of each basket, > 0. Shape [baskets]. */
export function basketWeights({ users, offsets }: Baskets): Float64Array {
  const baskets = new Map<number, number>();
  for (const user of users) baskets.set(user, (baskets.get(user) ?? 0) + 1);
  return Float64Array.from(users, (user, basket) => {
    const share = Math.min(1, BASKETS_PER_SHOPPER / (baskets.get(user) ?? 1));
    return share / Math.sqrt(offsets[basket + 1] - offsets[basket] - 1);
  });
}

function basketsByItem({ offsets, items: rows }: Baskets, items: number): { starts: Uint32Array; places: Uint32Array } {
  const starts = new Uint32Array(items + 1);
  for (const row of rows) starts[row + 1]++;
  for (let item = 0; item < items; item++) starts[item + 1] += starts[item];
  const next = starts.slice(0, items);
  const places = new Uint32Array(rows.length);
  for (let basket = 0; basket + 1 < offsets.length; basket++) {
    for (let at = offsets[basket]; at < offsets[basket + 1]; at++) places[next[rows[at]]++] = basket;
  }
  return { starts, places };
}

/** The kept entries and the diagonal, columns ascending. */
function collectMatrix(
  kept: readonly { items: Uint32Array; scores: Float64Array }[],
  weights: Float64Array,
  entries: number,
): SparseMatrix {
  const matrix = createMatrix(kept.length, kept.length, entries);
  let at = 0;
  for (const [item, { items, scores }] of kept.entries()) {
    const row = Array.from(items, (other, place) => [other, scores[place]] as const);
    row.push([item, weights[item]]);
    row.sort((a, b) => a[0] - b[0]);
    for (const [other, value] of row) {
      matrix.indices[at] = other;
      matrix.values[at++] = value;
    }
    matrix.offsets[item + 1] = at;
  }
  return matrix;
}
