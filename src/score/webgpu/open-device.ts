import { messageOf, OnshelfError } from '../../core/onshelf-error.js';

/** A device and what is known about it. */
export interface OpenDevice {
  readonly device: GPUDevice;
  /** Is the "GPU" a program on the processor? */
  readonly software: boolean;
}

/**
 * Opens a GPU device of its own, with bindings as large as wanted or as the adapter can.
 *
 * @param gpu the browser's `navigator.gpu`
 * @param bufferBytes largest storage binding wanted
 * @param timed should it measure times, where it can?
 * @throws OnshelfError `scorer-failed` where there is no adapter or it gives no device
 */
export async function openDevice(gpu: GPU, bufferBytes: number, timed = false): Promise<OpenDevice> {
  try {
    // An adapter gives one device only, so each opening asks for a new one.
    const adapter = await gpu.requestAdapter();
    if (adapter === null) throw new OnshelfError('scorer-failed', 'This browser offers WebGPU but has no adapter for it.');
    const { maxStorageBufferBindingSize, maxBufferSize } = adapter.limits;
    // Asking for more than the adapter has is an error; asking for less than the default gives the default.
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
 * Is the adapter a program on the processor?
 *
 * @param info of the adapter; older browsers lack some of its fields
 */
export function isSoftware(info: Partial<GPUAdapterInfo>): boolean {
  const name = `${info.vendor} ${info.architecture} ${info.device} ${info.description}`;
  return info.isFallbackAdapter === true || /swiftshader|llvmpipe|lavapipe|basic render/i.test(name);
}
