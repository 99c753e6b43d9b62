/** A kernel in words: what to compile and how to call it in error messages and GPU traces. */
export interface Kernel {
  /** Name in traces and errors. */
  readonly label: string;
  /** WGSL text with the entry point `main`. */
  readonly code: string;
}

/** Values for the `override` constants of a kernel. */
export type KernelConstants = Readonly<Record<string, number>>;

/** A part of a buffer that a kernel sees. */
export interface BoundBuffer {
  readonly buffer: GPUBuffer;
  /** Bytes seen, from the start of the buffer; the whole buffer when absent. A kernel's `arrayLength` follows it. */
  readonly size?: number;
}

/** WebGPU's smallest promised `maxComputeWorkgroupsPerDimension`. */
const WORKGROUPS_PER_DIMENSION = 65535;

// Weak, so that a lost device takes its pipelines with it and a new one starts clean.
const pipelinesOf = new WeakMap<GPUDevice, Map<string, Promise<GPUComputePipeline>>>();

/**
 * The compiled kernel, from the cache of its device where it has been compiled before.
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
      compute: { module, entryPoint: 'main', constants: { ...constants } },
    });
    pipelines.set(key, pipeline);
  }
  return pipeline;
}

/**
 * Records one run of a kernel.
 *
 * @param device where it runs
 * @param encoder receives the pass
 * @param pipeline from `compileKernel`
 * @param buffers in the order of the kernel's bindings, from 0
 * @param workgroups how many; folded into two dimensions, so the kernel must check for running over the end
 */
export function encodeKernel(
  device: GPUDevice,
  encoder: GPUCommandEncoder,
  pipeline: GPUComputePipeline,
  buffers: readonly BoundBuffer[],
  workgroups: number,
): void {
  const label = pipeline.label;
  const group = device.createBindGroup({
    label,
    layout: pipeline.getBindGroupLayout(0),
    entries: buffers.map((resource, binding) => ({ binding, resource: { ...resource } })),
  });
  const pass = encoder.beginComputePass({ label });
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, group);
  const across = Math.min(workgroups, WORKGROUPS_PER_DIMENSION);
  pass.dispatchWorkgroups(across, Math.ceil(workgroups / across));
  pass.end();
}
