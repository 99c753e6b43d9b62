/** What a page holds of its GPU, counted where the browser hands it out. */
export interface LiveGpu {
  /** Bytes of WebGPU's buffers that have not been destroyed. */
  readonly bufferBytes: number;
  /** WebGL contexts that have not been given back. */
  readonly contexts: number;
}

/**
 * Starts counting, from whatever the scorers themselves say of their memory apart.
 *
 * @returns tells what is alive at the moment
 */
export function watchLiveGpu(): () => LiveGpu {
  const buffers = new Map<GPUBuffer, number>();
  if (typeof GPUDevice !== 'undefined') {
    const { createBuffer } = GPUDevice.prototype;
    GPUDevice.prototype.createBuffer = function (descriptor) {
      const buffer = createBuffer.call(this, descriptor);
      buffers.set(buffer, buffer.size);
      return buffer;
    };
    const { destroy } = GPUBuffer.prototype;
    GPUBuffer.prototype.destroy = function () {
      buffers.delete(this);
      return destroy.call(this);
    };
  }
  let contexts: WebGL2RenderingContext[] = [];
  const { getContext } = OffscreenCanvas.prototype;
  OffscreenCanvas.prototype.getContext = function (this: OffscreenCanvas, ...parameters: unknown[]) {
    const context = Reflect.apply(getContext, this, parameters);
    if (context instanceof WebGL2RenderingContext) contexts.push(context);
    return context;
  } as typeof getContext;
  return () => {
    // Those given back are let go of, or they would count as a leak of ours.
    contexts = contexts.filter((context) => !context.isContextLost());
    return { bufferBytes: [...buffers.values()].reduce((sum, bytes) => sum + bytes, 0), contexts: contexts.length };
  };
}
