import { add, dispose, env, memory, setBackend, type Tensor2D, tensor1d, tidy, topk } from '@tensorflow/tfjs-core';
import { addends } from '../problem/float-rows.js';
import type { Contender, Setting } from './contender.js';
import { inParts } from './in-parts.js';
import { loadMatrix, ORIENTATIONS } from './tfjs-matrix.js';

/** tfjs-webgl's setting: up to this number of scores it selects the top K on the processor; above, in some fifty passes on the GPU. */
const HANDOFF = 'TOPK_LAST_DIM_CPU_HANDOFF_SIZE_THRESHOLD';
const HANDOFF_DEFAULT = 100_000;
const PICK_ON_PROCESSOR = ', topk on the processor';

/**
 * A backend of TensorFlow.js: `matMul`, `add` of bias and mask, `topk`; matrix and addends stay on the device, answers
 * are read asynchronously.
 *
 * @param backend its name in tfjs
 * @param prepare called before the backend is initialised
 */
export function tfjsContender(backend: string, prepare: (setting: Setting) => void = () => {}): Contender {
  return {
    formulations: backend === 'webgl' ? [...ORIENTATIONS, ...ORIENTATIONS.map((name) => name + PICK_ON_PROCESSOR)] : ORIENTATIONS,
    open: async (problem, formulation, setting) => {
      prepare(setting);
      if (!(await setBackend(backend))) throw new Error(`tfjs has no backend "${backend}"`);
      if (backend === 'webgl') {
        const onProcessor = formulation.endsWith(PICK_ON_PROCESSOR);
        env().set(HANDOFF, onProcessor ? Number.MAX_SAFE_INTEGER : HANDOFF_DEFAULT);
      }
      const { items, count } = problem;
      const matrix = loadMatrix(problem, formulation.split(', ')[0]);
      const addend = tensor1d(addends(problem));

      const answer = async (first: number, queries: number): Promise<Int32Array[]> => {
        const { indices, values } = tidy(() => topk(add(matrix.multiply(first, queries), addend) as Tensor2D, count, true));
        // The scores are read back too, as with Onshelf's scorers.
        const [found] = await Promise.all([indices.data<'int32'>(), values.data()]);
        dispose([indices, values]);
        return Array.from({ length: queries }, (_, query) => found.subarray(query * count, (query + 1) * count));
      };
      return {
        bytes: memory().numBytes,
        score: async (query) => (await answer(query, 1))[0],
        ...(matrix.batches ? { scoreBatch: (queries: number) => inParts(items, queries, answer) } : {}),
        dispose: () => dispose([matrix.matrix, addend]),
      };
    },
  };
}
