import { TopList } from '../../core/numbers/top-list.js';
import { eventsByItem } from '../log/events-by-item.js';
import type { Interactions } from '../log/interactions.js';
import { createMatrix, type SparseMatrix } from '../matrices/sparse-matrix.js';
import type { ProgressStep } from '../progress/progress.js';

/** Settings of the counts. */
export interface TransitionSettings {
  /** Decay per step back in the history, in (0, 1). */
  readonly stepDecay: number;
  /** Weight of a step backward in time, relative to one forward, 0 or more. */
  readonly backward: number;
  /** Maximum number of candidate sources per target. */
  readonly candidates: number;
  /** Minimum number of shoppers with a step between source and target; default 1. */
  readonly minimumSupport?: number;
}

/** Sums of products over all events with a history. */
export interface TransitionCounts {
  /** Products of sources, shape [items, items]; only the strongest of each row where there are too many. */
  readonly gram: SparseMatrix;
  /** Products of targets (rows) with their strongest sources (columns), shape [items, items]. */
  readonly candidates: SparseMatrix;
}

/** Minimum weight of a step, relative to the nearest one. */
const FAINTEST = 0.07;
/** Maximum length of a step. */
const LONGEST_WINDOW = 30;
/** Maximum number of entries of the Gram matrix, 8 bytes each, unless `FEWEST_PER_ROW` per row is more. */
const GRAM_ENTRIES = 2 ** 25;
const FEWEST_PER_ROW = 512;

/**
 * Counts for a regression of a shopper's next item on their history. At each event t of a shopper the history is
 * `x_t = sum over earlier events s of weight_s * stepDecay^(t - s - 1)`. The Gram matrix is the sum of `x_t x_t'`, and the
 * products with the targets are `x_t y_t'`, where y_t is the event itself; steps backward in time are added
 * with their own weight, for similar items. The decay is geometric, so each pair's share in the Gram matrix has a closed form, and no
 * row x_t is built.
 *
 * @param interactions all of them
 * @param settings decay and sizes
 * @param progress reports the items finished
 */
export function countTransitions(interactions: Interactions, settings: TransitionSettings, progress: ProgressStep): TransitionCounts {
  const { items, itemRows, offsets, users, weights } = interactions;
  const { stepDecay, backward } = settings;
  const window = Math.min(LONGEST_WINDOW, 1 + Math.floor(Math.log(FAINTEST) / Math.log(stepDecay)));
  const decays = Float64Array.from({ length: 2 * LONGEST_WINDOW + 2 }, (_, steps) => stepDecay ** steps);
  // Sum of the squared weights of an event in the histories of the `after` events that follow it.
  const reach = (after: number): number => (1 - stepDecay ** (2 * after)) / (1 - stepDecay * stepDecay);
  const unit = meanSquare(weights);
  const { starts, events } = eventsByItem(interactions);
  const userOf = new Uint32Array(itemRows.length);
  for (let user = 0; user < users; user++) userOf.fill(user, offsets[user], offsets[user + 1]);

  const touchedBy = new Int32Array(items).fill(-1);
  const together = new Float64Array(items);
  const sources = new Float64Array(items);
  const { minimumSupport = 1 } = settings;
  const support = new Uint32Array(items);
  // The events of an item are in order of the shoppers, so the last counted one is enough to count each shopper once.
  const countedBy = new Int32Array(items);
  const gram = new RowCollector(items, Math.max(FEWEST_PER_ROW, Math.floor(GRAM_ENTRIES / Math.max(items, 1))));
  const candidates = new RowCollector(items, settings.candidates);
  for (let item = 0; item < items; item++) {
    const touched: number[] = [];
    for (let place = starts[item]; place < starts[item + 1]; place++) {
      const event = events[place];
      const first = offsets[userOf[event]];
      const end = offsets[userOf[event] + 1];
      const own = weights[event] / unit;
      for (let other = Math.max(first, event - window); other < Math.min(end, event + window + 1); other++) {
        const row = itemRows[other];
        const value = own * weights[other];
        const steps = Math.abs(other - event);
        if (value === 0) continue;
        if (touchedBy[row] !== item) {
          touchedBy[row] = item;
          touched.push(row);
          support[row] = 0;
          countedBy[row] = -1;
        }
        if (steps > 0 && countedBy[row] !== userOf[event]) {
          countedBy[row] = userOf[event];
          support[row]++;
        }
        together[row] += value * decays[steps] * reach(end - 1 - Math.max(event, other));
        if (other < event) sources[row] += value * decays[steps - 1];
        else if (other > event) sources[row] += backward * value * decays[steps - 1];
      }
    }
    gram.add(touched, together);
    candidates.add(
      touched.filter((row) => support[row] >= minimumSupport),
      sources,
    );
    for (const row of touched) {
      together[row] = 0;
      sources[row] = 0;
    }
    if (item % 256 === 0) progress.update(item);
  }
  return { gram: gram.take(), candidates: candidates.take() };
}

/**
 * Collects rows of a sparse matrix, the strongest entries of each. They are written to their final place without a copy: the maximum
 * size is reserved, of which the system allocates only written pages.
 */
class RowCollector {
  readonly #matrix: SparseMatrix;
  readonly #most: number;
  readonly #list: TopList;
  #rows = 0;
  #entries = 0;

  constructor(size: number, most: number) {
    this.#most = Math.min(most, size);
    this.#matrix = createMatrix(size, size, size * this.#most);
    this.#list = new TopList(this.#most);
  }

  add(touched: readonly number[], values: Float64Array): void {
    let kept: number[] | Uint32Array = touched.filter((column) => values[column] > 0);
    if (kept.length > this.#most) {
      for (const column of kept) this.#list.offer(column, values[column]);
      kept = this.#list.take().items;
    }
    const { offsets, indices, values: places } = this.#matrix;
    const columns = Uint32Array.from(kept).sort();
    indices.set(columns, this.#entries);
    for (const column of columns) places[this.#entries++] = values[column];
    offsets[++this.#rows] = this.#entries;
  }

  take(): SparseMatrix {
    const { indices, values } = this.#matrix;
    return { ...this.#matrix, indices: indices.subarray(0, this.#entries), values: values.subarray(0, this.#entries) };
  }
}

function meanSquare(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum > 0 ? sum / values.length : 1;
}
