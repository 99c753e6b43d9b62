import { hasBit } from '../../../src/core/numbers/bitset.js';
import { TopList } from '../../../src/core/numbers/top-list.js';
import type { Contender } from '../adapters/contender.js';
import { floatRows } from '../problem/float-rows.js';

/** A plain loop: rows as floats, four sums at a time, and the heap of Onshelf's scorers. */
export const contender: Contender = {
  formulations: ['loop'],
  open: async (problem) => {
    const { items, dimensions, count, vectors, bias, biasWeight, exclusions } = problem;
    const rows = floatRows(problem);
    const scoreOne = (query: number): Uint32Array => {
      const best = new TopList(count);
      const vector = vectors.subarray(query * dimensions, (query + 1) * dimensions);
      for (let item = 0; item < items; item++) {
        if (hasBit(exclusions, item)) continue;
        const start = item * dimensions;
        let a = 0;
        let b = 0;
        let c = 0;
        let d = 0;
        for (let k = 0; k < dimensions; k += 4) {
          a += rows[start + k] * vector[k];
          b += rows[start + k + 1] * vector[k + 1];
          c += rows[start + k + 2] * vector[k + 2];
          d += rows[start + k + 3] * vector[k + 3];
        }
        const score = a + b + (c + d) + biasWeight * bias[item];
        if (score >= best.threshold) best.offer(item, score);
      }
      return best.take().items;
    };
    return {
      bytes: rows.byteLength + bias.byteLength,
      score: async (query) => scoreOne(query),
      scoreBatch: async (queries) => Array.from({ length: queries }, (_, query) => scoreOne(query)),
      dispose: () => {},
    };
  },
};
