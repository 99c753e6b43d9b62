import type { InferenceSession, Tensor } from 'onnxruntime-web';
import { addends, floatColumns, floatRows } from '../problem/float-rows.js';
import type { Contender, Setting } from './contender.js';
import { inParts } from './in-parts.js';
import { encodeModel } from './onnx-model.js';

const FORMULATIONS = ['MatMul, Add, TopK', 'Gemm of transposed rows, TopK'] as const;

/** The used part of ONNX Runtime, which has a module per hardware. */
export interface Runtime {
  readonly env: { readonly wasm: { numThreads?: number; wasmPaths?: unknown }; logLevel?: string };
  readonly InferenceSession: { create(model: Uint8Array, options: InferenceSession.SessionOptions): Promise<InferenceSession> };
  readonly Tensor: new (type: 'float32', data: Float32Array, shape: readonly number[]) => Tensor;
}

/**
 * ONNX Runtime: one model that multiplies, adds bias and mask and selects the top K. The matrix is part of the model, so that the runtime
 * can lay it out for its kernels and keep it on the device.
 *
 * @param runtime the module
 * @param provider ONNX Runtime's name of the hardware
 */
export function onnxContender(runtime: Runtime, provider: 'wasm' | 'webgpu'): Contender {
  return {
    formulations: FORMULATIONS,
    open: async (problem, formulation, { peers, threads }: Setting) => {
      runtime.env.wasm.wasmPaths = `${peers}onnxruntime-web/`;
      runtime.env.wasm.numThreads = threads;
      const { items, dimensions, count, vectors } = problem;
      const transposed = formulation === FORMULATIONS[1];
      const matrix = transposed ? floatRows(problem) : floatColumns(problem);
      const model = encodeModel({ items, dimensions, count, transposed, matrix, addends: addends(problem) });
      const session = await runtime.InferenceSession.create(model, { executionProviders: [provider], graphOptimizationLevel: 'all' });

      const answer = async (first: number, queries: number): Promise<Int32Array[]> => {
        const values = vectors.subarray(first * dimensions, (first + queries) * dimensions);
        const { items: found, scores } = await session.run({ query: new runtime.Tensor('float32', values, [queries, dimensions]) });
        const [rows] = await Promise.all([found.getData(), scores.getData()]);
        const numbers = Int32Array.from(rows as BigInt64Array, Number);
        return Array.from({ length: queries }, (_, query) => numbers.subarray(query * count, (query + 1) * count));
      };
      return {
        bytes: matrix.byteLength + 4 * items,
        score: async (query) => (await answer(query, 1))[0],
        scoreBatch: (queries) => inParts(items, queries, answer),
        dispose: () => void session.release(),
      };
    },
  };
}
