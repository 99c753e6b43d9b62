import { normal, type Random } from '../../../core/numbers/random.js';
import { DECAYS, FLOOR } from './adam.js';

/** Size of the random rows that training starts with. */
const FIRST_ROW = 0.02;

/**
 * Rows of items that learn with an encoder, of any length. Those of items that may not be learned from are 0, and stay so.
 *
 * Adam moves a row on for some steps after its last gradient, which is most of what moves a row of few gradients. Those steps are made up for when the
 * row is read next: a step then costs what its own rows cost, however large the catalogue.
 */
export class FreeRows {
  readonly dimensions: number;
  /** Shared with threads. Shape [items, dimensions]. */
  readonly values: Float32Array;
  readonly #gradients: Float32Array;
  readonly #first: Float32Array;
  readonly #second: Float32Array;
  /** Step up to which each row has moved. Shape [items]. */
  readonly #moved: Uint32Array;
  #steps = 0;
  #rate = 0;
  /** Whether a row has a gradient. Shape [items]. */
  readonly #touched: Uint8Array;
  readonly #list: number[] = [];

  /** Whether an item has a row. */
  readonly has: (row: number) => boolean;

  /**
   * @param items number of them
   * @param dimensions columns of a row
   * @param known whether an item has enough shoppers to learn from
   * @param random source of numbers
   */
  constructor(items: number, dimensions: number, known: (row: number) => boolean, random: Random) {
    this.dimensions = dimensions;
    this.has = known;
    const length = items * dimensions;
    this.values = new Float32Array(new SharedArrayBuffer(4 * length));
    this.#gradients = new Float32Array(length);
    this.#first = new Float32Array(length);
    this.#second = new Float32Array(length);
    this.#moved = new Uint32Array(items);
    this.#touched = new Uint8Array(items);
    for (let row = 0; row < items; row++) {
      if (known(row)) for (let k = 0; k < dimensions; k++) this.values[row * dimensions + k] = FIRST_ROW * normal(random);
    }
  }

  /**
   * Adds to the gradient of a row; nothing where its item has none.
   *
   * @param row of an item
   * @param by derivatives of the loss
   * @param start index in `by` of the row's first column
   * @param factor of the derivatives
   */
  add(row: number, by: Float32Array, start: number, factor = 1): void {
    if (!this.has(row)) return;
    const first = row * this.dimensions;
    for (let k = 0; k < this.dimensions; k++) this.#gradients[first + k] += factor * by[start + k];
    if (this.#touched[row] === 1) return;
    this.#touched[row] = 1;
    this.#list.push(row);
  }

  /**
   * Makes up for the steps that rows rested in. To be called with every row that is read.
   *
   * @param rows of items
   */
  settle(rows: ArrayLike<number>): void {
    const { dimensions, values } = this;
    const [first, second, moved] = [this.#first, this.#second, this.#moved];
    const [firstDecay, secondDecay] = DECAYS;
    const step = this.#steps;
    if (step === 0) return;
    const scaled = this.#rate / (1 - firstDecay ** step);
    const spread = 1 / Math.sqrt(1 - secondDecay ** step);
    // From step to step a move gets smaller by this.
    const ratio = firstDecay / Math.sqrt(secondDecay);
    for (let place = 0; place < rows.length; place++) {
      const row = rows[place];
      const rested = step - moved[row];
      if (rested === 0) continue;
      moved[row] = step;
      const factor = (scaled * ratio * (1 - ratio ** rested)) / (1 - ratio);
      const [less, lessSquare] = [firstDecay ** rested, secondDecay ** rested];
      for (let k = row * dimensions; k < (row + 1) * dimensions; k++) {
        values[k] -= (factor * first[k]) / (spread * Math.sqrt(second[k]) + FLOOR);
        // Numbers that are too small for a float slow a processor down.
        first[k] = Math.abs(first[k]) < 1e-30 ? 0 : first[k] * less;
        second[k] = second[k] < 1e-30 ? 0 : second[k] * lessSquare;
      }
    }
  }

  /** Makes up for the steps that any row rested in. */
  settleAll(): void {
    this.settle(this.#moved.map((_, row) => row));
  }

  /**
   * Makes a step of Adam with each row that has a gradient, and sets the gradients to 0. Other rows rest until they are settled.
   *
   * @param rate size of the step, > 0
   */
  step(rate: number): void {
    const { dimensions, values } = this;
    const [gradients, first, second, list, moved, touched] = [
      this.#gradients,
      this.#first,
      this.#second,
      this.#list,
      this.#moved,
      this.#touched,
    ];
    const [firstDecay, secondDecay] = DECAYS;
    const step = ++this.#steps;
    this.#rate = rate;
    const scaled = rate / (1 - firstDecay ** step);
    const spread = 1 / Math.sqrt(1 - secondDecay ** step);
    // One loop over all rows: a call for each row takes many times as long.
    for (let place = 0; place < list.length; place++) {
      const row = list[place];
      touched[row] = 0;
      moved[row] = step;
      for (let k = row * dimensions; k < (row + 1) * dimensions; k++) {
        const gradient = gradients[k];
        const mean = firstDecay * first[k] + (1 - firstDecay) * gradient;
        const square = secondDecay * second[k] + (1 - secondDecay) * gradient * gradient;
        first[k] = mean;
        second[k] = square;
        values[k] -= (scaled * mean) / (spread * Math.sqrt(square) + FLOOR);
        gradients[k] = 0;
      }
    }
    list.length = 0;
  }
}
