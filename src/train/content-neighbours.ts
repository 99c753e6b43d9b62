import { TopList } from '../score/top-k.js';
import type { ContentVectors } from './content-vectors.js';
import type { ItemNeighbours } from './item-cosine.js';
import type { ProgressStep } from './progress.js';
import { collectRows } from './strongest-neighbours.js';

/** Neighbours of a cold item: enough for a mean, few enough to be alike. */
const NEIGHBOURS = 20;
/** Items below this cosine are alike by chance. */
const LEAST_ALIKE = 0.1;
/** Items that may be neighbours, those with the most shoppers: they have the most to hand on, and the search stays short. */
const TEACHERS = 10_000;
/** Between two breaths that let the timers of the progress go. */
const ROWS_PER_TURN = 256;

/**
 * For each cold item the warm items most alike in content, by cosine.
 *
 * @param content of all items
 * @param support shoppers of each item, shape [items]
 * @param enough shoppers from which on an item is warm
 * @param progress told the items finished
 * @returns cosines above 0.1, strongest first; rows of warm items are empty
 */
export async function contentNeighbours(
  content: ContentVectors,
  support: Uint32Array,
  enough: number,
  progress: ProgressStep,
): Promise<ItemNeighbours> {
  const { dimensions, values } = content;
  const teachers = mostSupported(support, enough);
  const taught = gatherRows(values, dimensions, teachers);
  const list = new TopList(NEIGHBOURS);
  const found = new Map<number, { items: Uint32Array; scores: Float64Array }>();
  for (let row = 0; row < support.length; row++) {
    if (support[row] >= enough) continue;
    const own = values.subarray(row * dimensions, (row + 1) * dimensions);
    if (own.every((value) => value === 0)) continue;
    for (const [place, teacher] of teachers.entries()) {
      const cosine = product(own, taught, place * dimensions);
      if (cosine > LEAST_ALIKE && cosine >= list.threshold) list.offer(teacher, cosine);
    }
    found.set(row, list.take());
    if (found.size % ROWS_PER_TURN === 0) {
      progress.update(row);
      await new Promise(setImmediate);
    }
  }
  const none = { items: new Uint32Array(0), scores: new Float64Array(0) };
  return collectRows(support.length, (row) => found.get(row) ?? none);
}

/** Rows of the warm items with the most shoppers, ascending. */
function mostSupported(support: Uint32Array, enough: number): Uint32Array {
  const warm = Uint32Array.from(support.keys()).filter((row) => support[row] >= enough);
  warm.sort((a, b) => support[b] - support[a] || a - b);
  return warm.subarray(0, TEACHERS).sort();
}

function gatherRows(values: Float32Array, dimensions: number, rows: Uint32Array): Float32Array {
  const gathered = new Float32Array(rows.length * dimensions);
  for (const [place, row] of rows.entries()) gathered.set(values.subarray(row * dimensions, (row + 1) * dimensions), place * dimensions);
  return gathered;
}

function product(own: Float32Array, others: Float32Array, start: number): number {
  let sum = 0;
  for (let k = 0; k < own.length; k++) sum += own[k] * others[start + k];
  return sum;
}
