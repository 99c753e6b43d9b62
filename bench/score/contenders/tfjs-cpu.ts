import '@tensorflow/tfjs-backend-cpu/dist/base';
import { addConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Add';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/BatchMatMul';
import { castConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Cast';
import { identityConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Identity';
import { reshapeConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Reshape';
import { topKConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/TopK';
import { registerKernel } from '@tensorflow/tfjs-core';
import { tfjsContender } from '../adapters/tfjs-contender.js';

for (const kernel of [addConfig, batchMatMulConfig, castConfig, identityConfig, reshapeConfig, topKConfig]) registerKernel(kernel);

export const contender = tfjsContender('cpu');
