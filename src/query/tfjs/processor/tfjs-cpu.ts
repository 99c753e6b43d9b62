import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu/dist/backend_cpu';
import { addConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Add';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/BatchMatMul';
import { meanConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Mean';
import { multiplyConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Multiply';
import { reluConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Relu';
import { rsqrtConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Rsqrt';
import { softmaxConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Softmax';
import { squareConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Square';
import type { TfjsPlace } from '../tfjs-session.js';

const KERNELS = [addConfig, batchMatMulConfig, meanConfig, multiplyConfig, reluConfig, rsqrtConfig, softmaxConfig, squareConfig];

/** tfjs in plain JavaScript, for tests and measurements: shops have the reference, which is smaller and faster. */
export function tfjsOnCpu(): TfjsPlace {
  return { name: 'cpu', backend: new MathBackendCPU(), kernels: KERNELS };
}
