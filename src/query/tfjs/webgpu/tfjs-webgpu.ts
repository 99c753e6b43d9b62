import { addConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Add';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/BatchMatMul';
import { concatConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Concat';
import { erfConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Erf';
import { meanConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Mean';
import { multiplyConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Multiply';
import { reluConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Relu';
import { rsqrtConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Rsqrt';
import { sigmoidConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sigmoid';
import { sliceConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Slice';
import { softmaxConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Softmax';
import { squareConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Square';
import { subConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sub';
import { tanhConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Tanh';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu';
import type { TfjsPlace } from '../tfjs-session.js';

const KERNELS = [
  addConfig,
  batchMatMulConfig,
  concatConfig,
  erfConfig,
  meanConfig,
  multiplyConfig,
  reluConfig,
  rsqrtConfig,
  sigmoidConfig,
  sliceConfig,
  softmaxConfig,
  squareConfig,
  subConfig,
  tanhConfig,
];

/** A device of WebGPU. */
type Device = ConstructorParameters<typeof WebGPUBackend>[0];

/**
 * tfjs on a device of ours: it never opens one, so a null adapter is not its concern, and it may share the scorer's.
 *
 * @param device stays the caller's
 */
export function tfjsOnWebGpu(device: Device): TfjsPlace {
  const lost = new Promise<string>((resolve) => {
    void device.lost.then(({ reason, message }) => resolve(`The GPU device was lost (${reason}): ${message}`));
    device.addEventListener('uncapturederror', (event) => resolve(`The GPU reported an error: ${event.error.message}`), { once: true });
  });
  return { name: 'webgpu', backend: new WebGPUBackend(device), kernels: KERNELS, lost };
}
