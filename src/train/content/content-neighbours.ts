import { TopList } from '../../core/numbers/top-list.js';
import type { ItemNeighbours } from '../models/item-cosine.js';
import { collectRows } from '../models/strongest-neighbours.js';
import type { ProgressStep } from '../progress/progress.js';
import { openContentKernel, ROWS_AT_ONCE } from './content-kernel.js';
import type { ContentVectors } from './content-vectors.js';

/** Maximum number of neighbours of a cold item. */
const NEIGHBOURS = 20;
/** Minimum cosine; a lower one is within chance. */
const LEAST_ALIKE = 0.1;
/** Maximum number of candidate neighbours, those with the most shoppers, to bound the search. */
const CANDIDATES = 10_000;
/** Rows between two yields to the event loop. */
const ROWS_PER_TURN = 256;

/**
 * For each cold item, the warm items with the most similar content, by cosine.
 *
 * @param content of all items
 * @param support number of shoppers of each item, shape [items]
 * @param enough number of shoppers from which an item is warm
 * @param progress reports the items finished
 * @returns cosines above 0.1, strongest first; rows of warm items are empty
 */
export async function contentNeighbours(
  content: ContentVectors,
  support: Uint32Array,
  enough: number,
  progress: ProgressStep,
): Promise<ItemNeighbours> {
  const candidates = mostSupported(support, enough);
  const cold = candidates.length === 0 ? [] : [...support.keys()].filter((row) => support[row] < enough);
  return alikeItems({ content, rows: cold, candidates, most: NEIGHBOURS, progress });
}

/** Rows to find, and where to look for them. */
interface AlikeRequest {
  /** Of all items. */
  readonly content: ContentVectors;
  /** Rows that get neighbours, ascending; those without content get none. */
  readonly rows: readonly number[];
  /** Rows that may be neighbours. */
  readonly candidates: ArrayLike<number>;
  /** Maximum number of neighbours of a row. */
  readonly most: number;
  /** Reports the items finished. */
  readonly progress: ProgressStep;
}

/**
 * The candidates with the most similar content, by cosine, for some rows.
 *
 * @param request rows and candidates; a row that is its own candidate finds itself
 * @returns cosines above 0.1, strongest first; other rows are empty. Shape [items]
 */
export async function alikeItems({ content, rows, candidates, most, progress }: AlikeRequest): Promise<ItemNeighbours> {
  const { dimensions, values } = content;
  const vectorOf = (row: number): Float32Array => values.subarray(row * dimensions, (row + 1) * dimensions);
  const found = new Map<number, { items: Uint32Array; scores: Float64Array }>();
  const described = candidates.length === 0 ? [] : rows.filter((row) => vectorOf(row).some((value) => value !== 0));
  const kernel = openContentKernel(Math.max(1, candidates.length), dimensions, (place) => vectorOf(candidates[place] ?? 0));
  const list = new TopList(most);
  for (let first = 0; first < described.length; first += ROWS_AT_ONCE) {
    const together = described.slice(first, first + ROWS_AT_ONCE);
    for (const [place, row] of together.entries()) kernel.setRow(place, vectorOf(row));
    const cosines = kernel.multiply();
    for (const [place, row] of together.entries()) {
      for (let at = 0; at < candidates.length; at++) {
        const cosine = cosines[ROWS_AT_ONCE * at + place];
        if (cosine > LEAST_ALIKE && cosine >= list.threshold) list.offer(candidates[at], cosine);
      }
      found.set(row, list.take());
    }
    if (first % ROWS_PER_TURN === 0) {
      progress.update(together[0]);
      await new Promise(setImmediate);
    }
  }
  const none = { items: new Uint32Array(0), scores: new Float64Array(0) };
  return collectRows(values.length / dimensions, (row) => found.get(row) ?? none);
}

/** Rows of the warm items with the most shoppers, ascending. */
function mostSupported(support: Uint32Array, enough: number): Uint32Array {
  const warm = Uint32Array.from(support.keys()).filter((row) => support[row] >= enough);
  warm.sort((a, b) => support[b] - support[a] || a - b);
  return warm.subarray(0, CANDIDATES).sort();
}
