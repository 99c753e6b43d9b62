import { messageOf } from '../../src/core/onshelf-error.js';
import type { WebGlScorer, WebGlSettings } from '../../src/score/webgl/tfjs-webgl-scorer.js';
import type { Backend, Scorer, ScorerRows } from '../../src/types/scoring/scorer.js';

/**
 * Opens a rung by its name, each loaded on demand as in the library.
 *
 * @param rung its name
 * @param rows the catalogue
 * @throws Error that says why the rung is not there
 */
export async function openRung(rung: Backend, rows: ScorerRows): Promise<Scorer> {
  switch (rung) {
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
 * Opens the WebGL rung with settings. On a page whose OffscreenCanvas has no WebGL, it gets one of the page's canvases.
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
