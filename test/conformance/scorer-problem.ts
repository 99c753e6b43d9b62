import { normal, seededRandom } from '../../src/core/numbers/random.js';
import type { Query } from '../../src/types/scoring/query.js';
import type { ScorerRows, TopK } from '../../src/types/scoring/scorer.js';

/** The result of `makeRows`. */
export interface RowsShape {
  readonly items: number;
  readonly dimensions: number;
  /** Number of distinct rows, repeated; default: as many as items. */
  readonly distinct?: number;
}

/** Seeded rows like those of a trained pack. */
export function makeRows({ items, dimensions, distinct = items }: RowsShape): ScorerRows {
  const random = seededRandom(items * 1009 + dimensions);
  const rows = new Int8Array(items * dimensions);
  const scales = new Float32Array(items);
  const bias = new Float32Array(items);
  for (let item = 0; item < items; item++) {
    if (item < distinct) {
      for (let k = 0; k < dimensions; k++) rows[item * dimensions + k] = Math.floor(random() * 256) - 128;
      scales[item] = 0.001 + 0.01 * random();
      bias[item] = normal(random);
    } else {
      const twin = item % distinct;
      rows.copyWithin(item * dimensions, twin * dimensions, (twin + 1) * dimensions);
      scales[item] = scales[twin];
      bias[item] = bias[twin];
    }
  }
  return { items, dimensions, rows, scales, bias };
}

/** A seeded query with a dense part, and with additions to the given share of the items. */
export function makeQuery(rows: ScorerRows, additionShare = 0, seed = 7): Query {
  const random = seededRandom(seed);
  const vector = Float32Array.from({ length: rows.dimensions }, () => normal(random));
  const items: number[] = [];
  for (let item = 0; item < rows.items; item++) if (random() < additionShare) items.push(item);
  const values = Float32Array.from(items, () => 4 * normal(random));
  return { vector, biasWeight: 0.3, additions: { items: Uint32Array.from(items), values } };
}

/** A bitset of the items for which `leaves` returns true. */
export function makeMask(items: number, leaves: (item: number) => boolean): Uint32Array {
  const mask = new Uint32Array(Math.ceil(items / 32));
  for (let item = 0; item < items; item++) if (leaves(item)) mask[item >> 5] |= 1 << (item & 31);
  return mask;
}

/** The naive way: score every item, sort all of them, cut. Shares no code with the scorers. */
export function naiveTopK(rows: ScorerRows, query: Query, count: number, mask: Uint32Array): TopK {
  const { dimensions } = rows;
  const scores = new Float64Array(rows.items);
  for (let item = 0; item < rows.items; item++) {
    // Column k belongs to sum k modulo 4: that order of addition is part of a score's definition.
    const sums = [0, 0, 0, 0];
    for (let k = 0; k < dimensions; k++) sums[k % 4] += rows.rows[item * dimensions + k] * query.vector[k];
    scores[item] = (sums[0] + sums[1] + (sums[2] + sums[3])) * rows.scales[item] + query.biasWeight * rows.bias[item];
  }
  query.additions.items.forEach((item, place) => {
    scores[item] += query.additions.values[place];
  });
  const kept = Array.from(scores.keys()).filter((item) => ((mask[item >> 5] >>> (item & 31)) & 1) === 0);
  kept.sort((a, b) => scores[b] - scores[a] || a - b);
  const items = Uint32Array.from(kept.slice(0, count));
  return { items, scores: Float64Array.from(items, (item) => scores[item]) };
}

/** @throws Error at the first place where the lists differ, in a row number or in a single bit of a score */
export function expectSame(actual: TopK, expected: TopK, what: string): void {
  if (actual.items.length !== expected.items.length || actual.scores.length !== expected.items.length) {
    throw new Error(`${what}: ${actual.items.length} items instead of ${expected.items.length}`);
  }
  expected.items.forEach((item, place) => {
    if (actual.items[place] !== item || actual.scores[place] !== expected.scores[place]) {
      const found = `row ${actual.items[place]} with ${actual.scores[place]}`;
      throw new Error(`${what}: place ${place} holds ${found} instead of row ${item} with ${expected.scores[place]}`);
    }
  });
}
