/** A kernel's source, and its name in error messages and GPU traces. */
export interface Kernel {
  /** Name in traces and errors; different for different texts and entry points. */
  readonly label: string;
  /** WGSL text. */
  readonly code: string;
  readonly entryPoint: string;
}

/** Values for the `override` constants of a kernel. */
export type KernelConstants = Readonly<Record<string, number>>;

/** A part of a buffer that is bound to a kernel. */
export interface BoundBuffer {
  readonly buffer: GPUBuffer;
  /** First byte of the part. Default: 0. */
  readonly offset?: number;
  /** Size in bytes. Default: the rest of the buffer. */
  readonly size?: number;
}

// Weak, so that a lost device takes its pipelines with it and a new one starts clean.
const pipelinesOf = new WeakMap<GPUDevice, Map<string, Promise<GPUComputePipeline>>>();

/**
 * Compiles a kernel, once per device.
 *
 * @param device where it runs
 * @param kernel what to compile
 * @param constants values for its `override` constants
 * @throws GPUPipelineError (as a rejection) where the text or a constant is not valid on this device
 */
export function compileKernel(device: GPUDevice, kernel: Kernel, constants: KernelConstants): Promise<GPUComputePipeline> {
  let pipelines = pipelinesOf.get(device);
  if (pipelines === undefined) {
    pipelines = new Map();
    pipelinesOf.set(device, pipelines);
  }
  const key = `${kernel.label} ${JSON.stringify(constants)}`;
  let pipeline = pipelines.get(key);
  if (pipeline === undefined) {
    const module = device.createShaderModule({ label: kernel.label, code: kernel.code });
    pipeline = device.createComputePipelineAsync({
      label: key,
      layout: 'auto',
      compute: { module, entryPoint: kernel.entryPoint, constants: { ...constants } },
    });
    pipelines.set(key, pipeline);
  }
  return pipeline;
}

/**
 * Records one run of a kernel.
 *
 * @param device where it runs
 * @param pass receives the run
 * @param pipeline from `compileKernel`
 * @param buffers by number of binding
 * @param workgroups in the first dimension, at most 65535, and in the second
 */
export function recordKernel(
  device: GPUDevice,
  pass: GPUComputePassEncoder,
  pipeline: GPUComputePipeline,
  buffers: Readonly<Record<number, BoundBuffer>>,
  [across, down]: readonly [across: number, down: number],
): void {
  const entries = Object.entries(buffers).map(([binding, resource]) => ({ binding: Number(binding), resource: { ...resource } }));
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, device.createBindGroup({ label: pipeline.label, layout: pipeline.getBindGroupLayout(0), entries }));
  pass.dispatchWorkgroups(across, down);
}
