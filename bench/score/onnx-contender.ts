import type { InferenceSession, Tensor } from 'onnxruntime-web';
import type { Contender, Setting } from './contender.js';
import { addends, floatColumns, floatRows } from './float-rows.js';
import { inParts } from './in-parts.js';
import { encodeModel } from './onnx-model.js';

const FORMULATIONS = ['MatMul, Add, TopK', 'Gemm of transposed rows, TopK'] as const;

/** What is used of ONNX Runtime, whose builds for different hardware are different modules. */
export interface Runtime {
  readonly env: { readonly wasm: { numThreads?: number; wasmPaths?: unknown }; logLevel?: string };
  readonly InferenceSession: { create(model: Uint8Array, options: InferenceSession.SessionOptions): Promise<InferenceSession> };
  readonly Tensor: new (type: 'float32', data: Float32Array, shape: readonly number[]) => Tensor;
}

/**
 * ONNX Runtime: one model that multiplies, adds bias and mask and picks the best. The matrix lies in the model, which
 * lets the runtime lay it out for its own kernels and keep it on the device.
 *
 * @param runtime the build
 * @param provider its name of the hardware
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
