import { normal, type Random } from '../../core/numbers/random.js';
import { momentStep } from './layers/adam.js';

/** Size of a step of a row, whose length is 1. */
const RATE = 0.005;
/** Rows of items to start from. */
export interface FirstRows {
  /** Columns. */
  readonly dimensions: number;
  /** Of any length: only directions count. Shape [items, dimensions]. */
  readonly values: Float32Array;
}

/**
 * Rows of items that learn with an encoder. Each has the length 1, so that no item is said more often than its direction says; those of items that may
 * not be learned from are 0, and stay so: such an item is neither read nor said.
 */
export class LearnedRows {
  readonly dimensions: number;
  /** Shape [items, dimensions]. */
  readonly values: Float32Array;
  readonly #gradients: Float32Array;
  readonly #first: Float32Array;
  readonly #second: Float32Array;
  /** Steps of each row. Shape [items]. */
  readonly #steps: Uint32Array;
  /** Whether a row has a gradient. Shape [items]. */
  readonly #touched: Uint8Array;
  readonly #list: number[] = [];
  readonly #known: (row: number) => boolean;

  /**
   * @param start rows to start from; a known item whose row is 0 starts from a random one
   * @param known whether an item has enough shoppers to learn from
   * @param random source of numbers
   */
  constructor({ dimensions, values }: FirstRows, known: (row: number) => boolean, random: Random) {
    this.dimensions = dimensions;
    this.values = new Float32Array(values.length);
    this.#gradients = new Float32Array(values.length);
    this.#first = new Float32Array(values.length);
    this.#second = new Float32Array(values.length);
    const items = values.length / dimensions;
    this.#steps = new Uint32Array(items);
    this.#touched = new Uint8Array(items);
    this.#known = known;
    for (let row = 0; row < items; row++) {
      if (!known(row)) continue;
      const own = this.of(row);
      own.set(values.subarray(row * dimensions, (row + 1) * dimensions));
      if (own.every((value) => value === 0)) for (let k = 0; k < dimensions; k++) own[k] = normal(random);
      toLengthOne(this.values, row * dimensions, (row + 1) * dimensions);
    }
  }

  /** Whether an item has a row. */
  has(row: number): boolean {
    return this.#known(row);
  }

  /** The row of an item. Shape [dimensions]. */
  of(row: number): Float32Array {
    return this.values.subarray(row * this.dimensions, (row + 1) * this.dimensions);
  }

  /**
   * Adds to the gradient of a row.
   *
   * @param row of an item that has one
   * @param by derivative of the loss
   * @param start index in `by` of the row's first column
   */
  add(row: number, by: ArrayLike<number>, start = 0): void {
    if (!this.#known(row)) return;
    const first = row * this.dimensions;
    for (let k = 0; k < this.dimensions; k++) this.#gradients[first + k] += by[start + k];
    if (this.#touched[row] === 1) return;
    this.#touched[row] = 1;
    this.#list.push(row);
  }

  /** The gradient of a row. Shape [dimensions]. */
  gradientOf(row: number): Float32Array {
    return this.#gradients.subarray(row * this.dimensions, (row + 1) * this.dimensions);
  }

  /** Makes a step of Adam along the sphere with each row that has a gradient, and sets the gradients to 0. Other rows rest. */
  step(): void {
    const { dimensions, values } = this;
    const moments = { values, gradients: this.#gradients, first: this.#first, second: this.#second };
    for (const row of this.#list) {
      const start = row * dimensions;
      const end = start + dimensions;
      let along = 0;
      for (let k = start; k < end; k++) along += values[k] * this.#gradients[k];
      for (let k = start; k < end; k++) this.#gradients[k] -= along * values[k];
      momentStep(moments, RATE, ++this.#steps[row], start, end);
      toLengthOne(values, start, end);
      this.#touched[row] = 0;
    }
    this.#list.length = 0;
  }
}

function toLengthOne(values: Float32Array, start: number, end: number): void {
  let squares = 0;
  for (let k = start; k < end; k++) squares += values[k] * values[k];
  if (squares === 0) return;
  const scale = 1 / Math.sqrt(squares);
  for (let k = start; k < end; k++) values[k] *= scale;
}
