import type { Backend, Scorer, ScorerRows } from '../types/scoring/scorer.js';
import type { WebGpuScorer } from './webgpu/webgpu-scorer.js';

/** An open scorer. */
export interface BackendScorer extends Scorer {
  /** Whether the GPU is emulated on the processor. */
  readonly software?: boolean;
  /** Of WebGPU: the device, which stays the scorer's. */
  readonly device?: WebGpuScorer['device'];
}

/** A backend that may be opened. */
export interface BackendOffer {
  readonly backend: Backend;
  /** Whether the browser has the API. Determined without a download or waking a GPU. */
  readonly offered: boolean;
  /**
   * Opens the backend over a catalogue, after its known answer was right.
   *
   * @throws OnshelfError that names what is missing
   */
  open(rows: ScorerRows): Promise<BackendScorer>;
}

/**
 * The backends that this browser may have, each loaded on demand: most visits need no GPU.
 *
 * @returns fastest hardware first, without plain JavaScript, which is always available
 */
export function browserBackends(): BackendOffer[] {
  const gpu = gpuOfBrowser();
  return [
    {
      backend: 'webgpu',
      offered: gpu !== undefined,
      open: async (rows) => {
        if (gpu === undefined) throw new Error('this browser has no WebGPU');
        return (await import('./webgpu/webgpu-scorer.js')).createWebGpuScorer(rows, gpu);
      },
    },
    {
      backend: 'webgl',
      offered: typeof OffscreenCanvas !== 'undefined' || typeof document !== 'undefined',
      open: async (rows) => (await import('./webgl/tfjs-webgl-scorer.js')).createWebGlScorer(rows),
    },
    {
      backend: 'wasm',
      offered: typeof WebAssembly !== 'undefined',
      open: async (rows) => (await import('./wasm/wasm-scorer.js')).createWasmScorer(rows),
    },
  ];
}

/** `navigator.gpu`, which is absent in insecure pages, in older browsers and, with all of `navigator`, in Node 20. */
function gpuOfBrowser(): Navigator['gpu'] | undefined {
  return typeof navigator === 'undefined' ? undefined : (navigator.gpu as Navigator['gpu'] | undefined);
}

/**
 * The GPU's name, the key of its measurements. Never leaves the device.
 *
 * @returns vendor and architecture, or `no GPU`
 */
export async function describeHardware(): Promise<string> {
  try {
    const info = (await gpuOfBrowser()?.requestAdapter())?.info;
    return info === undefined
      ? 'no GPU'
      : [info.vendor, info.architecture, info.device, info.description].filter(Boolean).join(' ') || 'unnamed GPU';
  } catch {
    return 'no GPU';
  }
}
