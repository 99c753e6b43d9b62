import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import type { Scorer, ScorerRows } from '../../types/scoring/scorer.js';
import { checkKnownAnswer } from '../settle/known-answer.js';
import { createSettledScorer } from '../settle/settled-scorer.js';
import { makeCanvas, type OwnCanvas, openWebGlContext } from './context/tfjs-webgl-context.js';
import { createWebGlFinder } from './tfjs-webgl-finder.js';

/** A scorer on WebGL. */
export interface WebGlScorer extends Scorer {
  /** Whether the GPU is emulated on the processor, and so rarely worth using. */
  readonly software: boolean;
}

/** Optional settings. */
export interface WebGlSettings {
  /** Makes a canvas, for browsers that have WebGL in a page but not on an OffscreenCanvas (WebKitGTK). */
  readonly canvas?: () => OwnCanvas;
  /** For tests: largest width and height of a texture to make, texels. Default: the GPU's limit. */
  readonly textureSize?: number;
}

/**
 * Copies the catalogue to the GPU through tfjs and scores there; `createSettledScorer` guarantees the answers. For browsers without
 * WebGPU. Includes tfjs, so import it only on demand.
 *
 * @param rows the catalogue; kept, and copied to the GPU
 * @param settings see `WebGlSettings`
 * @throws OnshelfError `scorer-failed` where there is no WebGL2 with 32-bit floats or the catalogue does not fit;
 * `wrong-result` where a known answer is wrong
 */
export async function createWebGlScorer(rows: ScorerRows, settings: WebGlSettings = {}): Promise<WebGlScorer> {
  const context = openWebGlContext((settings.canvas ?? makeCanvas)());
  try {
    const textureSize = Math.min(settings.textureSize ?? context.textureSize, context.textureSize);
    await checkKnownAnswer(async (known) => createWebGlFinder(context, known, context.textureSize));
    const finder = createWebGlFinder(context, rows, textureSize);
    const scorer = createSettledScorer(rows, {
      ...finder,
      get memory() {
        return finder.memory;
      },
      // Disposing of the context frees the finder's textures.
      dispose: context.dispose,
    });
    return {
      ...scorer,
      get memory() {
        return scorer.memory;
      },
      software: context.software,
    };
  } catch (error) {
    context.dispose();
    throw error instanceof OnshelfError ? error : new OnshelfError('scorer-failed', `WebGL failed: ${messageOf(error)}`, error);
  }
}
