import type { TopK } from '../types/scorer.js';

/** Does item `a` with its score stand before item `b`? Higher scores first; equal scores in order of row number. */
export function standsBefore(scoreA: number, a: number, scoreB: number, b: number): boolean {
  return scoreA > scoreB || (scoreA === scoreB && a < b);
}

/** Keeps the best `size` items of a stream: a binary heap whose root is the worst item kept. */
export class TopHeap {
  readonly #scores: Float64Array;
  readonly #items: Uint32Array;
  #count = 0;

  /** @param size most items kept, 1 or more */
  constructor(size: number) {
    this.#scores = new Float64Array(size);
    this.#items = new Uint32Array(size);
  }

  /** A score must be above this, or equal with a lower row, to get in; -Infinity while there is room. */
  get threshold(): number {
    return this.#count < this.#scores.length ? Number.NEGATIVE_INFINITY : this.#scores[0];
  }

  /** Offers an item. */
  offer(item: number, score: number): void {
    if (this.#count < this.#scores.length) {
      this.#place(this.#count++, item, score, true);
    } else if (standsBefore(score, item, this.#scores[0], this.#items[0])) {
      this.#place(0, item, score, false);
    }
  }

  /** The items kept, best first. Empties the heap. */
  take(): TopK {
    const items = new Uint32Array(this.#count);
    const scores = new Float64Array(this.#count);
    while (this.#count > 0) {
      const last = --this.#count;
      items[last] = this.#items[0];
      scores[last] = this.#scores[0];
      if (last > 0) this.#place(0, this.#items[last], this.#scores[last], false);
    }
    return { items, scores };
  }

  /** Writes an item at a slot, then moves it up or down to where it belongs. */
  #place(slot: number, item: number, score: number, up: boolean): void {
    const scores = this.#scores;
    const items = this.#items;
    let at = slot;
    for (;;) {
      const next = up ? (at - 1) >> 1 : this.#worseChild(at);
      if (up ? at === 0 : next < 0) break;
      const moves = up ? standsBefore(scores[next], items[next], score, item) : standsBefore(score, item, scores[next], items[next]);
      if (!moves) break;
      scores[at] = scores[next];
      items[at] = items[next];
      at = next;
    }
    scores[at] = score;
    items[at] = item;
  }

  #worseChild(slot: number): number {
    const left = 2 * slot + 1;
    if (left >= this.#count) return -1;
    const right = left + 1;
    if (right >= this.#count) return left;
    return standsBefore(this.#scores[left], this.#items[left], this.#scores[right], this.#items[right]) ? right : left;
  }
}
