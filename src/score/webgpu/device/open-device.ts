import { messageOf, OnshelfError } from '../../../core/onshelf-error.js';

/** A device and its kind. */
export interface OpenDevice {
  readonly device: GPUDevice;
  /** Whether the GPU is emulated on the processor. */
  readonly software: boolean;
}

/**
 * Opens a new GPU device, with bindings of the requested size or the adapter's limit.
 *
 * @param gpu the browser's `navigator.gpu`
 * @param bufferBytes largest storage binding
 * @param timed whether to measure times, where the adapter can
 * @throws OnshelfError `scorer-failed` where there is no adapter or it gives no device
 */
export async function openDevice(gpu: GPU, bufferBytes: number, timed = false): Promise<OpenDevice> {
  try {
    // An adapter gives one device only, so each opening requests a new one.
    const adapter = await gpu.requestAdapter();
    if (adapter === null) throw new OnshelfError('scorer-failed', 'This browser offers WebGPU but has no adapter for it.');
    const { maxStorageBufferBindingSize, maxBufferSize } = adapter.limits;
    // Requesting more than the adapter's limit is an error; requesting less than the default gives the default.
    const requiredLimits = {
      maxStorageBufferBindingSize: Math.min(maxStorageBufferBindingSize, bufferBytes),
      maxBufferSize: Math.min(maxBufferSize, bufferBytes),
    };
    const requiredFeatures: GPUFeatureName[] = timed && adapter.features.has('timestamp-query') ? ['timestamp-query'] : [];
    const device = await adapter.requestDevice({ label: 'onshelf scorer', requiredLimits, requiredFeatures });
    return { device, software: isSoftware(adapter.info) };
  } catch (error) {
    if (error instanceof OnshelfError) throw error;
    throw new OnshelfError('scorer-failed', `The GPU gave no device: ${messageOf(error)}`, error);
  }
}

/**
 * Whether the adapter is emulated on the processor.
 *
 * @param info of the adapter; older browsers lack some of its fields
 */
export function isSoftware(info: Partial<GPUAdapterInfo>): boolean {
  const name = `${info.vendor} ${info.architecture} ${info.device} ${info.description}`;
  return info.isFallbackAdapter === true || /swiftshader|llvmpipe|lavapipe|basic render/i.test(name);
}
