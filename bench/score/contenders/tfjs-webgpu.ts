import '@tensorflow/tfjs-backend-webgpu/dist/base';
import { addConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Add';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/BatchMatMul';
import { castConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Cast';
import { identityConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Identity';
import { reshapeConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Reshape';
import { topKConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/TopK';
import { registerKernel } from '@tensorflow/tfjs-core';
import { tfjsContender } from '../adapters/tfjs-contender.js';

for (const kernel of [addConfig, batchMatMulConfig, castConfig, identityConfig, reshapeConfig, topKConfig]) registerKernel(kernel);

export const contender = tfjsContender('webgpu');
