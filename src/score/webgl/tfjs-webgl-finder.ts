import { countBits, hasBit } from '../../core/numbers/bitset.js';
import { TopList } from '../../core/numbers/top-list.js';
import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import type { ScorerRows } from '../../types/scoring/scorer.js';
import type { CandidateFinder, Candidates, DenseQuery } from '../settle/candidate-finder.js';
import { magnitudesOf, roundingBound } from '../settle/rounding-bound.js';
import type { WebGlContext } from './context/tfjs-webgl-context.js';
import { type CatalogPart, uploadWebGlCatalog } from './tfjs-webgl-catalog.js';
import type { RowLayout } from './tfjs-webgl-layout.js';
import { QUERIES_PER_RUN, runScoreProgram } from './tfjs-webgl-program.js';
import { type PendingRead, queueRead } from './tfjs-webgl-read.js';

/** The largest count, 1000, plus extra candidates. */
const MAX_KEPT = 1088;
/** Runs queued ahead of the one that is read: the GPU scores while the processor selects. */
const AHEAD = 2;

/** A query with the best rows found for it so far. */
interface Search {
  readonly query: DenseQuery;
  readonly best: TopList;
}

/** One run of the program, queued: some queries against a part of the catalogue. */
interface Run {
  readonly layout: RowLayout;
  readonly searches: readonly Search[];
  readonly texels: number;
  readonly read: PendingRead;
}

/**
 * A finder over a catalogue in textures. The GPU scores all rows; the processor reads the scores back and selects the best.
 *
 * Measured in Chromium on SwiftShader, 2 cores, 64 columns, best 100 of 100 000 rows, median: 11 ms for a whole answer.
 * tfjs's own `matMul` and `topk` took 116 ms in their best order, 97 ms of them for the sorting passes; `matMul` with the
 * scores read back took 19 ms. With 10 000 rows 4.4 ms against 5.1. Here copying the scores out takes less than 1 ms of the
 * 11, so selecting on the GPU would gain nothing. The textures take 7.2 MB, tfjs's float rows 25.6 MB.
 *
 * @param context owned by the caller; the textures are freed with the finder
 * @param rows the catalogue
 * @param textureSize largest width and height of a texture to make, texels
 * @throws OnshelfError `scorer-failed` where the catalogue does not fit or the context is lost
 */
export function createWebGlFinder(context: WebGlContext, rows: ScorerRows, textureSize: number): CandidateFinder {
  const { backend, queryVectors } = context;
  const { dimensions } = rows;
  if (dimensions > Math.min(4 * queryVectors, textureSize)) {
    throw new OnshelfError('scorer-failed', `Rows of ${dimensions} columns are too wide for WebGL on this GPU.`);
  }
  const parts = uploadWebGlCatalog(context, rows, textureSize);
  const magnitudes = magnitudesOf(rows);
  const together = (QUERIES_PER_RUN * dimensions) / 4 <= queryVectors ? QUERIES_PER_RUN : 1;
  // One array for all queries, overlapping ones too: it is filled and searched without a pause.
  let scores = new Float32Array(0);

  const finish = async ({ layout, searches, texels, read }: Run): Promise<void> => {
    await read.ready();
    if (scores.length < 4 * texels) scores = new Float32Array(4 * texels);
    read.take(scores);
    if (searches.length === 1) pickFromFourRows(layout, searches[0], scores);
    else for (const [slot, search] of searches.entries()) pick(search, layout.first, layout.items, scores, slot);
  };

  const searchAll = async (searches: readonly Search[]): Promise<void> => {
    const queued: Run[] = [];
    for (let next = 0; next < searches.length; next += together) {
      const group = searches.slice(next, next + together);
      for (const part of parts) {
        context.throwIfLost();
        queued.push(queueRun(context, part, group));
        if (queued.length > AHEAD) await finish(queued.shift() as Run);
      }
    }
    for (const run of queued) await finish(run);
  };

  return {
    backend: 'webgl',
    most: MAX_KEPT,
    get memory() {
      return { gpu: backend.memory().numBytesInGPUAllocated, heap: scores.byteLength };
    },
    // Twice over: GLSL leaves the direction of rounding open, and may so be off by twice as much as rounding to the nearest.
    errorBound: (query) => 2 * roundingBound(dimensions, magnitudes, query),
    find: async (queries, keep) => {
      try {
        const searches = queries.map((query) => ({ query, best: new TopList(keep) }));
        await searchAll(searches);
        return searches.map((search) => takeCandidates(search, rows.items, keep));
      } catch (error) {
        context.throwIfLost();
        throw error instanceof OnshelfError ? error : new OnshelfError('scorer-failed', `WebGL failed: ${messageOf(error)}`, error);
      }
    },
    dispose: () => {
      for (const part of parts) for (const input of part.inputs) backend.disposeIntermediateTensorInfo(input);
    },
  };
}

function queueRun(context: WebGlContext, part: CatalogPart, searches: readonly Search[]): Run {
  const { layout } = part;
  const height = searches.length === 1 ? layout.height : 4 * layout.height;
  const queries = searches.map(({ query }) => query);
  const read = queueRead(context, runScoreProgram(context, part, queries), layout.width, height);
  return { layout, searches, texels: layout.width * height, read };
}

/** Texel t of the answer to one query contains rows t, t + plane, t + 2 plane and t + 3 plane. */
function pickFromFourRows({ first, items, width, height }: RowLayout, search: Search, scores: Float32Array): void {
  const plane = width * height;
  for (let channel = 0; channel < 4; channel++) {
    pick(search, first + channel * plane, Math.min(plane, items - channel * plane), scores, channel);
  }
}

/** Offers the rows from `first` on, whose scores are every fourth number from `channel` on. */
function pick({ query, best }: Search, first: number, count: number, scores: Float32Array, channel: number): void {
  let { threshold } = best;
  for (let place = 0; place < count; place++) {
    const score = scores[4 * place + channel];
    if (score >= threshold && !hasBit(query.excluded, first + place)) {
      best.offer(first + place, score);
      threshold = best.threshold;
    }
  }
}

/** @throws OnshelfError `wrong-result` where scores were not numbers, so that their rows were never picked */
function takeCandidates({ query, best }: Search, items: number, keep: number): Candidates {
  const found = best.take();
  if (found.items.length < Math.min(keep, items - countBits(query.excluded))) {
    throw new OnshelfError('wrong-result', 'WebGL gave scores that are not numbers.');
  }
  return { items: found.items, scores: Float32Array.from(found.scores) };
}
