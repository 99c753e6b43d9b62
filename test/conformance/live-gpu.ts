/** GPU objects of a page that are alive, counted where the browser creates them. */
export interface LiveGpu {
  /** Bytes of WebGPU's buffers that have not been destroyed. */
  readonly bufferBytes: number;
  /** WebGL contexts that have not been released. */
  readonly contexts: number;
}

/**
 * Starts counting, independently of the memory that the scorers report.
 *
 * @returns reports what is alive now
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
    // Released ones are dropped, or they would count as a leak of the test.
    contexts = contexts.filter((context) => !context.isContextLost());
    return { bufferBytes: [...buffers.values()].reduce((sum, bytes) => sum + bytes, 0), contexts: contexts.length };
  };
}
