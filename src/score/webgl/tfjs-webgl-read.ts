import type { TensorInfo } from '@tensorflow/tfjs-core';
import { OnshelfError } from '../../core/onshelf-error.js';
import type { WebGlContext } from './context/tfjs-webgl-context.js';

/** A pending read-back from the GPU. */
export interface PendingRead {
  /**
   * Waits without blocking the thread.
   *
   * @throws OnshelfError `scorer-failed` where the context is lost or the GPU does not answer
   */
  ready(): Promise<void>;
  /**
   * Copies the numbers, after `ready`.
   *
   * @param numbers receives them, shape [4 * texels] or more
   * @throws OnshelfError `scorer-failed` where the context is lost, and the numbers may be zeros
   */
  take(numbers: Float32Array): void;
}

/** Timeout in milliseconds: a GPU that takes longer for one small program hangs. An emulated GPU on a busy machine takes seconds. */
const READ_TIMEOUT_MS = 30_000;
/** Milliseconds during which the GPU is polled in the next task; timers would wait 4 ms each. */
const EAGER = 4;

/**
 * Queues the copying of a texture out of the GPU.
 *
 * tfjs's own `data()` draws the texture once more to reorder it, polls every 4 ms, and never stops when the context is
 * lost.
 *
 * @param context where the texture is
 * @param tensor with a texture of four floats per texel; disposed
 * @param width texels
 * @param height texels
 */
export function queueRead(context: WebGlContext, tensor: TensorInfo, width: number, height: number): PendingRead {
  const { gl, backend } = context;
  const buffer = backend.gpgpu.createBufferFromTexture(backend.getTexture(tensor.dataId), height, width);
  backend.disposeIntermediateTensorInfo(tensor);
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  gl.flush();
  return {
    ready: () => waitForFence(context, fence),
    take: (numbers) => {
      const last = 4 * width * height - 1;
      // Scores are finite: NaN was never overwritten.
      numbers[0] = Number.NaN;
      numbers[last] = Number.NaN;
      gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
      gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, numbers, 0, last + 1);
      gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
      gl.deleteBuffer(buffer);
      gl.deleteSync(fence);
      // After the read: if the context was lost before it, the numbers are unchanged or zeros.
      context.throwIfLost();
      if (Number.isNaN(numbers[0] + numbers[last])) throw new OnshelfError('scorer-failed', 'WebGL returned no numbers.');
    },
  };
}

async function waitForFence(context: WebGlContext, fence: WebGLSync | null): Promise<void> {
  const { gl } = context;
  const start = performance.now();
  for (;;) {
    context.throwIfLost();
    const status = fence === null ? gl.WAIT_FAILED : gl.clientWaitSync(fence, 0, 0);
    if (status === gl.CONDITION_SATISFIED || status === gl.ALREADY_SIGNALED) return;
    const waited = performance.now() - start;
    if (status === gl.WAIT_FAILED) throw new OnshelfError('scorer-failed', 'WebGL does not report when its work is done.');
    if (waited > READ_TIMEOUT_MS)
      throw new OnshelfError('scorer-failed', `The GPU did not answer within ${READ_TIMEOUT_MS / 1000} seconds.`);
    await (waited < EAGER ? nextTurn() : new Promise((resolve) => setTimeout(resolve, 1)));
  }
}

/** The next task of the event loop: browsers report finished GPU work only between tasks. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
