import type { TopK } from '../../types/scoring/scorer.js';

/** Whether item `a` ranks before item `b`: higher scores first, equal scores by row number. */
export function standsBefore(scoreA: number, a: number, scoreB: number, b: number): boolean {
  return scoreA > scoreB || (scoreA === scoreB && a < b);
}

/**
 * Sorts the places `from` to `to` of a ranking, as sorting all of `low` to `high` would; the other places keep items of
 * their side, in any order. A quicksort that skips the parts outside `from` to `to`.
 *
 * @param scores no NaN among them; reordered
 * @param items the row number of each score; reordered alike
 * @param low first place of the range
 * @param high end of the range, exclusive
 * @param from first place to sort
 * @param to end of the places to sort, exclusive
 * @positional it is recursive and runs in every scorer; an object per call takes 8 % more time
 * @see Hoare, Algorithm 65: Find, and Algorithm 64: Quicksort (1961)
 */
export function partialSort(scores: Float64Array, items: Uint32Array, low: number, high: number, from: number, to: number): void {
  let first = low;
  while (high - first > 1 && from < high && to > first) {
    const middle = (first + high - 1) >> 1;
    const pivot = scores[middle];
    const pivotItem = items[middle];
    let left = first - 1;
    let right = high;
    for (;;) {
      do left++;
      while (standsBefore(scores[left], items[left], pivot, pivotItem));
      do right--;
      while (standsBefore(pivot, pivotItem, scores[right], items[right]));
      if (left >= right) break;
      const score = scores[left];
      const item = items[left];
      scores[left] = scores[right];
      items[left] = items[right];
      scores[right] = score;
      items[right] = item;
    }
    partialSort(scores, items, first, right + 1, from, to);
    first = right + 1;
  }
}

/** Keeps the best `size` items of a stream: buffers candidates, and drops the worst when the buffer is full. */
export class TopList {
  readonly #scores: Float64Array;
  readonly #items: Uint32Array;
  readonly #size: number;
  #count = 0;
  /** Items with lower scores need not be offered. */
  threshold = Number.NEGATIVE_INFINITY;

  /** @param size maximum number of items kept, 1 or more */
  constructor(size: number) {
    const room = 2 * size + 64;
    this.#size = size;
    this.#scores = new Float64Array(room);
    this.#items = new Uint32Array(room);
  }

  /** Adds an item; its score is not NaN. */
  offer(item: number, score: number): void {
    if (this.#count === this.#scores.length) {
      partialSort(this.#scores, this.#items, 0, this.#count, this.#size - 1, this.#size);
      this.#count = this.#size;
      this.threshold = this.#scores[this.#size - 1];
    }
    this.#scores[this.#count] = score;
    this.#items[this.#count++] = item;
  }

  /** The items kept, best first. Empties the list. */
  take(): TopK {
    const kept = Math.min(this.#count, this.#size);
    partialSort(this.#scores, this.#items, 0, this.#count, 0, kept);
    this.#count = 0;
    this.threshold = Number.NEGATIVE_INFINITY;
    return { items: this.#items.slice(0, kept), scores: this.#scores.slice(0, kept) };
  }
}
