import { addConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Add';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/BatchMatMul';
import { concatConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Concat';
import { erfConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Erf';
import { meanConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Mean';
import { multiplyConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Multiply';
import { reluConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Relu';
import { rsqrtConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Rsqrt';
import { sigmoidConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sigmoid';
import { sliceConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Slice';
import { softmaxConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Softmax';
import { squareConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Square';
import { subConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sub';
import { tanhConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Tanh';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl/dist/webgl';
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

/** A context with tfjs on it, as `openWebGlContext` gives one. */
export interface OpenContext {
  readonly gl: WebGL2RenderingContext;
  readonly backend: MathBackendWebGL;
  throwIfLost(): void;
  dispose(): void;
}

/**
 * tfjs on a context of ours.
 *
 * @param context becomes the place's
 */
export function tfjsOnWebGl({ gl, backend, throwIfLost, dispose }: OpenContext): TfjsPlace {
  const lost = new Promise<string>((resolve) => {
    gl.canvas.addEventListener('webglcontextlost', () => {
      resolve('The WebGL context was lost.');
      // tfjs would ask a lost context for ever whether its work is done.
      Reflect.set(backend.gpgpu, 'itemsToPoll', []);
    });
  });
  return { name: 'webgl', backend, kernels: KERNELS, lost, throwIfLost, dispose };
}
