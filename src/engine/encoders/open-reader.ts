import { OnshelfError } from '../../core/onshelf-error.js';
import type { TfjsReader } from '../../query/tfjs/tfjs-attend.js';
import type { TfjsPlace } from '../../query/tfjs/tfjs-session.js';
import type { ChosenScorer } from '../../score/choose-scorer.js';
import type { EncoderCard, EncoderMatrices } from '../../types/encoder-card.js';
import type { Pack } from '../../types/pack.js';

/** An encoder, and the hardware that may read by it. */
export interface ReaderInput {
  readonly pack: Pack;
  readonly card: EncoderCard;
  readonly matrices: EncoderMatrices;
  /** The scorer's device, or undefined where it has none: then one is opened. */
  readonly device: ReturnType<ChosenScorer['device']>;
}

/** Largest buffer of a device of its own, bytes: an encoder and its longest history need less. */
const BUFFER_BYTES = 2 ** 20;

/** The hardware to try first: WebGPU, or WebGL where the browser has no WebGPU. */
export function gpuOfBrowser(): 'webgpu' | 'webgl' {
  return navigatorGpu() === undefined ? 'webgl' : 'webgpu';
}

/**
 * Opens tfjs for an encoder.
 *
 * @param name of the backend, as the shelf gives it
 * @param input see `ReaderInput`
 * @throws OnshelfError `scorer-failed` where the hardware is not there
 */
export async function openReader(name: string, { pack, card, matrices, device }: ReaderInput): Promise<TfjsReader> {
  const place = await openPlace(name, device);
  try {
    return (await import('../../query/tfjs/tfjs-attend.js')).attendByTfjs(pack, card, matrices, place);
  } catch (error) {
    place.dispose?.();
    throw error;
  }
}

async function openPlace(name: string, shared: ReaderInput['device']): Promise<TfjsPlace> {
  if (name === 'webgpu') {
    const gpu = navigatorGpu();
    if (gpu === undefined) throw new OnshelfError('scorer-failed', 'This browser has no WebGPU.');
    const { tfjsOnWebGpu } = await import('../../query/tfjs/webgpu/tfjs-webgpu.js');
    if (shared !== undefined) return tfjsOnWebGpu(shared);
    const { device } = await (await import('../../score/webgpu/device/open-device.js')).openDevice(gpu, BUFFER_BYTES);
    return { ...tfjsOnWebGpu(device), dispose: () => device.destroy() };
  }
  if (name === 'webgl') {
    const { makeCanvas, openWebGlContext } = await import('../../score/webgl/context/tfjs-webgl-context.js');
    const { tfjsOnWebGl } = await import('../../query/tfjs/webgl/tfjs-webgl.js');
    return tfjsOnWebGl(openWebGlContext(makeCanvas()));
  }
  throw new OnshelfError('scorer-failed', `There is no "${name}"; an encoder reads with "js", "webgpu" or "webgl".`);
}

/** `navigator.gpu`, which is absent in insecure pages, in older browsers and, with all of `navigator`, in Node 20. */
function navigatorGpu(): Navigator['gpu'] | undefined {
  return typeof navigator === 'undefined' ? undefined : (navigator.gpu as Navigator['gpu'] | undefined);
}
