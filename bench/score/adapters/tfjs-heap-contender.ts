import { dispose, memory, setBackend } from '@tensorflow/tfjs-core';
import { TopList } from '../../../src/core/numbers/top-list.js';
import { addends } from '../problem/float-rows.js';
import type { Contender } from './contender.js';
import { inParts } from './in-parts.js';
import { loadMatrix, ORIENTATIONS } from './tfjs-matrix.js';

/**
 * TensorFlow.js without `topk`: `matMul`, all scores read back asynchronously, then bias, mask and top K in JavaScript with the heap of
 * Onshelf's scorers.
 *
 * @param backend its name in tfjs
 */
export function tfjsHeapContender(backend: string): Contender {
  return {
    formulations: ORIENTATIONS,
    open: async (problem, formulation) => {
      if (!(await setBackend(backend))) throw new Error(`tfjs has no backend "${backend}"`);
      const { items, count } = problem;
      const matrix = loadMatrix(problem, formulation);
      const addend = addends(problem);

      const answer = async (first: number, queries: number): Promise<Uint32Array[]> => {
        const product = matrix.multiply(first, queries);
        const scores = await product.data();
        dispose(product);
        return Array.from({ length: queries }, (_, query) => {
          const best = new TopList(count);
          for (let item = 0; item < items; item++) {
            const score = scores[query * items + item] + addend[item];
            if (score >= best.threshold) best.offer(item, score);
          }
          return best.take().items;
        });
      };
      return {
        bytes: memory().numBytes + addend.byteLength,
        score: async (query) => (await answer(query, 1))[0],
        ...(matrix.batches ? { scoreBatch: (queries: number) => inParts(items, queries, answer) } : {}),
        dispose: () => dispose(matrix.matrix),
      };
    },
  };
}
