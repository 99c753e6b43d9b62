import type { Backend, Scorer, ScorerRows } from '../types/scoring/scorer.js';

/** A scorer as a rung opens it. */
interface RungScorer extends Scorer {
  /** Is the "GPU" a program on the processor? */
  readonly software?: boolean;
}

/** One rung of the ladder. */
export interface BackendOffer {
  readonly backend: Backend;
  /** Is it worth asking? No download, no GPU woken. */
  readonly offered: boolean;
  /**
   * Opens the rung over a catalogue, after a known answer was right.
   *
   * @throws OnshelfError saying what is missing
   */
  open(rows: ScorerRows): Promise<RungScorer>;
}

/**
 * The rungs that this browser may have, each loaded on demand: most visits need none of the GPU's.
 *
 * @returns fastest hardware first; plain JavaScript is not among them, since it is always there
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
 * What the GPU calls itself, for remembering what was measured on it. Never leaves the device.
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
