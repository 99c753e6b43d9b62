import { BackendWasm, init, setWasmPaths } from '@tensorflow/tfjs-backend-wasm/dist/backend_wasm';
import { addConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Add';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/BatchMatMul';
import { meanConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Mean';
import { multiplyConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Multiply';
import { reluConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Relu';
import { rsqrtConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Rsqrt';
import { softmaxConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Softmax';
import { squareConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Square';
import type { TfjsPlace } from '../tfjs-session.js';

const KERNELS = [addConfig, batchMatMulConfig, meanConfig, multiplyConfig, reluConfig, rsqrtConfig, softmaxConfig, squareConfig];

/**
 * tfjs in WebAssembly, for Node, tests and measurements: its binary alone is larger than what a page may load.
 *
 * @param folder address or path, ending in a slash, of the package's `.wasm` files
 * @throws what tfjs throws where the files cannot be read
 */
export async function tfjsOnWasm(folder: string): Promise<TfjsPlace> {
  setWasmPaths(folder);
  const { wasm } = await init();
  return { name: 'wasm', backend: new BackendWasm(wasm), kernels: KERNELS };
}
