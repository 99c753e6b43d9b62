import { addConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Add';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/BatchMatMul';
import { meanConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Mean';
import { multiplyConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Multiply';
import { reluConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Relu';
import { rsqrtConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Rsqrt';
import { softmaxConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Softmax';
import { squareConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Square';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl/dist/webgl';
import type { TfjsPlace } from '../tfjs-session.js';

const KERNELS = [addConfig, batchMatMulConfig, meanConfig, multiplyConfig, reluConfig, rsqrtConfig, softmaxConfig, squareConfig];

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
