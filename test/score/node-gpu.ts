import { existsSync } from 'node:fs';
import { constants } from 'node:os';

const ICD = '/usr/lib/chromium/vk_swiftshader_icd.json';
const LOADER = '/usr/lib/chromium/libvulkan.so.1';
/**
 * Skips the zeroing of workgroup memory: the kernels write before they read, and SwiftShader takes a second to compile it for
 * every kernel.
 */
const NO_ZEROS = 'enable-dawn-features=disable_workgroup_init';
/** dlopen's flag for "stay loaded"; Node has no name for it. */
const STAY_LOADED = 0x1000;

/** WebGPU in Node on the processor, or the reason why it is not available. */
export type NodeGpu = { readonly gpu: GPU } | { readonly gpu: undefined; readonly reason: string };

/** Opens WebGPU through the `webgpu` package and Chromium's SwiftShader. Prints the reason if that fails. */
export async function openNodeGpu(): Promise<NodeGpu> {
  const reason = await open();
  if (typeof reason !== 'string') return { gpu: reason };
  console.warn(`GPU tests skipped: ${reason}`);
  return { gpu: undefined, reason };
}

/** The `webgpu` package crashes if its GPU is collected before a device of it. */
const kept: GPU[] = [];

async function open(): Promise<GPU | string> {
  if (!existsSync(ICD)) return `${ICD} is missing`;
  // The Vulkan loader reads this when it is first called.
  process.env.VK_ICD_FILENAMES ??= ICD;
  loadVulkan();
  try {
    const { create, globals } = await import('webgpu');
    Object.assign(globalThis, globals);
    const gpu = create([NO_ZEROS]);
    kept.push(gpu);
    return (await gpu.requestAdapter()) === null ? 'no WebGPU adapter' : gpu;
  } catch (error) {
    return String(error);
  }
}

/**
 * Loads Chromium's Vulkan loader, for machines without another: once it is in the process, a later search for its short name finds
 * it. Node complains that it is no Node module, which is true.
 */
function loadVulkan(): void {
  if (!existsSync(LOADER)) return;
  try {
    process.dlopen({ exports: {} }, LOADER, constants.dlopen.RTLD_NOW | constants.dlopen.RTLD_GLOBAL | STAY_LOADED);
  } catch {
    // Expected, see above; whether Vulkan works shows when an adapter is requested.
  }
}

/** A `gpu` whose devices a test can access, and the buffers on them that are not destroyed. */
export function watchDevices(gpu: GPU): { readonly gpu: GPU; readonly devices: GPUDevice[]; readonly buffers: ReadonlySet<GPUBuffer> } {
  const devices: GPUDevice[] = [];
  const buffers = new Set<GPUBuffer>();
  const requestAdapter = async (): Promise<GPUAdapter | null> => {
    const adapter = await gpu.requestAdapter();
    if (adapter === null) return null;
    const requestDevice = async (descriptor?: GPUDeviceDescriptor): Promise<GPUDevice> => {
      const device = await adapter.requestDevice(descriptor);
      devices.push(device);
      watchBuffers(device, buffers);
      return device;
    };
    // A plain object instead of the adapter: it lacks only members that scripts cannot see.
    return { info: adapter.info, limits: adapter.limits, features: adapter.features, requestDevice } as GPUAdapter;
  };
  return { gpu: { wgslLanguageFeatures: gpu.wgslLanguageFeatures, requestAdapter } as GPU, devices, buffers };
}

function watchBuffers(device: GPUDevice, buffers: Set<GPUBuffer>): void {
  const createBuffer = device.createBuffer.bind(device);
  device.createBuffer = (descriptor) => {
    const buffer = createBuffer(descriptor);
    buffers.add(buffer);
    const destroy = buffer.destroy.bind(buffer);
    buffer.destroy = () => {
      buffers.delete(buffer);
      destroy();
      return undefined;
    };
    return buffer;
  };
}
