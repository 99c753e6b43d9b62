import { addedParts, causalItems } from '../../src/query/causal/causal-items.js';
import type { Runtime } from '../score/adapters/onnx-contender.js';
import type { EncoderReader } from './encoder-reader.js';
import { encodeOnnxEncoder } from './onnx-encoder.js';

const NOWHERE = -1e9;

/**
 * The encoder in ONNX Runtime.
 *
 * @param runtime the module
 * @param provider ONNX Runtime's name of the hardware
 */
export function onnxReader(runtime: Runtime, provider: 'wasm' | 'webgpu'): EncoderReader {
  return {
    open: async ({ pack, card, matrices }, peers) => {
      runtime.env.wasm.wasmPaths = `${peers}onnxruntime-web/`;
      runtime.env.wasm.numThreads = 1;
      const model = encodeOnnxEncoder(card, matrices);
      const session = await runtime.InferenceSession.create(model, { executionProviders: [provider], graphOptimizationLevel: 'all' });
      const { width } = card;
      return {
        read: async (history) => {
          const { count, rows, kinds, places } = causalItems(pack, card, history);
          const start = Float32Array.from(rows, (value, at) => {
            const [item, k] = [Math.floor(at / width), at % width];
            return value + matrices.places[(count - 1 - item) * width + k] + matrices.kinds[kinds[item] * width + k];
          });
          const mask = Float32Array.from({ length: count * count }, (_, at) => (at % count <= Math.floor(at / count) ? 0 : NOWHERE));
          const { outputs } = await session.run({
            start: new runtime.Tensor('float32', start, [count, width]),
            mask: new runtime.Tensor('float32', mask, [count, count]),
          });
          return addedParts(history, places, (await outputs.getData()) as Float32Array, pack.dimensions);
        },
      };
    },
  };
}
