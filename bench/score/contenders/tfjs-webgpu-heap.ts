import '@tensorflow/tfjs-backend-webgpu/dist/base';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/BatchMatMul';
import { castConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Cast';
import { identityConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Identity';
import { reshapeConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Reshape';
import { registerKernel } from '@tensorflow/tfjs-core';
import { tfjsHeapContender } from '../adapters/tfjs-heap-contender.js';

for (const kernel of [batchMatMulConfig, castConfig, identityConfig, reshapeConfig]) registerKernel(kernel);

export const contender = tfjsHeapContender('webgpu');
