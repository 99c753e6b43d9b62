import { countBits } from '../../core/numbers/bitset.js';
import { OnshelfError } from '../../core/onshelf-error.js';
import type { Candidates, DenseQuery } from '../settle/candidate-finder.js';
import { MAP_READ } from './buffer-usage.js';
import { nanosecondsBetween, TIME_BYTES } from './gpu-timer.js';
import type { SearchKernels } from './kernels/search-kernels.js';
import { GPU_CANDIDATE_BYTES, type SearchShape, SURVIVOR_ROOM } from './kernels/search-shape.js';
import { recordSearch } from './record-search.js';
import { FOUND_BYTES, fillSearchBuffers } from './search-buffers.js';
import type { SearchPlace } from './search-place.js';

/** The results of a run. */
export interface Findings {
  /** Per query; empty where more rows came near the cut than there is room for. */
  readonly candidates: Candidates[];
  /** GPU time, where there is a timer. */
  readonly nanoseconds: number | undefined;
}

/**
 * Answers queries in one run of the kernels: only the best `shape.keep` of each cross the bus.
 *
 * Everything up to the read-back is queued in one go, and the GPU executes its queue in order. So runs may
 * overlap although they share their buffers.
 *
 * @param place device and catalogue
 * @param kernels compiled for `step` queries at a time
 * @param queries each with a finite `roundingBound`
 * @param step number of queries that share a pass over the rows
 * @param shape from `searchShapeFor`
 * @throws the browser's own errors where the device is lost; OnshelfError `wrong-result` where rows are missing
 */
export async function findCandidates(
  place: SearchPlace,
  kernels: SearchKernels,
  queries: readonly DenseQuery[],
  step: 1 | 4,
  shape: SearchShape,
): Promise<Findings> {
  const { device, pool, catalog, timer } = place;
  const places = Math.ceil(queries.length / step) * step;
  const buffers = fillSearchBuffers(place, queries, places, shape);
  const encoder = recordSearch(place, kernels, buffers, { shape, queries: queries.length, step });
  const foundBytes = queries.length * FOUND_BYTES;
  const winnerBytes = queries.length * shape.keep * GPU_CANDIDATE_BYTES;
  const bytes = TIME_BYTES + foundBytes + winnerBytes;
  const readback = pool.takeReadback(bytes);
  timer?.copyTimes(encoder, readback, 0);
  encoder.copyBufferToBuffer(buffers.found, 0, readback, TIME_BYTES, foundBytes);
  encoder.copyBufferToBuffer(buffers.winners, 0, readback, TIME_BYTES + foundBytes, winnerBytes);
  device.queue.submit([encoder.finish()]);

  await readback.mapAsync(MAP_READ, 0, bytes);
  const times = readback.getMappedRange(0, TIME_BYTES);
  // A copy: the buffer returns to the pool before the candidates are used.
  const words = new Uint32Array(readback.getMappedRange(TIME_BYTES, bytes - TIME_BYTES).slice(0));
  const nanoseconds = timer === undefined ? undefined : nanosecondsBetween(times);
  readback.unmap();
  pool.giveReadback(readback);
  const candidates = queries.map((query, number) => {
    const count = words[2 * number + 1];
    const from = 2 * queries.length + 2 * number * shape.keep;
    return readCandidates(words.subarray(from, from + 2 * shape.keep), count, catalog.items, query);
  });
  return { candidates, nanoseconds };
}

/** The first `count` pairs of a score and a row number. */
function readCandidates(words: Uint32Array, count: number, items: number, query: DenseQuery): Candidates {
  const room = words.length / 2;
  // Thousands of rows tie at the cut: the settled scorer must answer in JavaScript.
  const length = count > SURVIVOR_ROOM ? 0 : Math.min(count, room);
  // The bounds prove that at least `keep` rows survive, or all: a device that returns fewer is broken.
  if (count < room && count < items - countBits(query.excluded)) {
    throw new OnshelfError('wrong-result', `The GPU returned ${count} rows and omitted others.`);
  }
  const floats = new Float32Array(words.buffer, words.byteOffset, words.length);
  return {
    items: Uint32Array.from({ length }, (_, place) => words[2 * place + 1]),
    scores: Float32Array.from({ length }, (_, place) => floats[2 * place]),
  };
}
