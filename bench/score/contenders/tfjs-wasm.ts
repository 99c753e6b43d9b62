import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm/dist/base';
import { addConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Add';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/BatchMatMul';
import { castConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Cast';
import { identityConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Identity';
import { reshapeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Reshape';
import { topKConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/TopK';
import { env, registerKernel } from '@tensorflow/tfjs-core';
import { tfjsContender } from '../adapters/tfjs-contender.js';

for (const kernel of [addConfig, batchMatMulConfig, castConfig, identityConfig, reshapeConfig, topKConfig]) registerKernel(kernel);

export const contender = tfjsContender('wasm', ({ peers, threads }) => {
  setWasmPaths(`${peers}tfjs-backend-wasm/`);
  // A page that is not cross-origin isolated has one thread, and few shops are isolated.
  if (threads === 1) env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  else setThreadsCount(threads);
});
