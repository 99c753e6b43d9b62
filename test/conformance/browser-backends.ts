import { messageOf } from '../../src/core/onshelf-error.js';
import type { WebGlScorer, WebGlSettings } from '../../src/score/webgl/tfjs-webgl-scorer.js';
import type { Backend, Scorer, ScorerRows } from '../../src/types/scoring/scorer.js';

/**
 * Opens a backend by its name, loaded on demand as in the library.
 *
 * @param backend its name
 * @param rows the catalogue
 * @throws Error with the reason why it does not open
 */
export async function openBackend(backend: Backend, rows: ScorerRows): Promise<Scorer> {
  switch (backend) {
    case 'js':
      return (await import('../../src/score/settle/js-scorer.js')).createJsScorer(rows);
    case 'wasm':
      return (await import('../../src/score/wasm/wasm-scorer.js')).createWasmScorer(rows);
    case 'webgl':
      return openWebGl(rows);
    case 'webgpu': {
      const gpu = navigator.gpu as Navigator['gpu'] | undefined;
      if (gpu === undefined) throw new Error('This browser has no WebGPU.');
      return (await import('../../src/score/webgpu/webgpu-scorer.js')).createWebGpuScorer(rows, gpu);
    }
  }
}

/**
 * Opens the WebGL backend with settings. On a page whose OffscreenCanvas has no WebGL, it uses a canvas of the page.
 *
 * @param rows the catalogue
 * @param settings for tests
 */
export async function openWebGl(rows: ScorerRows, settings: WebGlSettings = {}): Promise<WebGlScorer> {
  const { createWebGlScorer } = await import('../../src/score/webgl/tfjs-webgl-scorer.js');
  try {
    return await createWebGlScorer(rows, settings);
  } catch (error) {
    if (typeof document === 'undefined' || !/no WebGL2/.test(messageOf(error))) throw error;
    return createWebGlScorer(rows, { canvas: () => document.createElement('canvas'), ...settings });
  }
}
