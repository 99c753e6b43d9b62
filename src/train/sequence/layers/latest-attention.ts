import type { KernelMatrix } from '../../../core/kernels/multiply-kernel.js';
import type { Random } from '../../../core/numbers/random.js';
import { fillKept } from './fill-kept.js';

/** Queries, keys and values of a batch of histories, and where each history lies among the items. */
export interface AttentionInput {
  /** Of the latest item of each history. Shape [histories, width]. */
  readonly queries: KernelMatrix;
  /** Shape [items, width]. */
  readonly keys: KernelMatrix;
  /** Shape [items, width]. */
  readonly values: KernelMatrix;
  /** Index of each history's first item, ascending, and the number of items. Shape [histories + 1]. */
  readonly starts: Uint32Array;
}

/** Attention of each history's latest item to all of its items, by several heads, in training. */
export class LatestAttention {
  readonly #heads: number;
  /** How much each head attends to each item. Shape [most items, heads]. */
  readonly #shares: Float32Array;
  /** Factors of the shares: 0 where one is left out. Shape [most items, heads]. */
  readonly #kept: Float32Array;

  /**
   * @param heads number of them; they share the width equally
   * @param most items of a batch
   */
  constructor(heads: number, most: number) {
    this.#heads = heads;
    this.#shares = new Float32Array(most * heads);
    this.#kept = new Float32Array(most * heads);
  }

  /**
   * @param input of a batch
   * @param mixed overwritten with the means of the values; shape [histories, width]
   * @param leftOut share of what is attended to that is left out by chance, 0 to 1
   * @param random source of numbers; null: nothing is left out
   */
  run({ queries, keys, values, starts }: AttentionInput, mixed: KernelMatrix, leftOut: number, random: Random | null): void {
    const heads = this.#heads;
    const columns = mixed.columns / heads;
    const sharpness = 1 / Math.sqrt(columns);
    const shares = this.#shares;
    const kept = this.#kept;
    fillKept(kept, starts[mixed.rows] * heads, leftOut, random);
    for (let history = 0; history < mixed.rows; history++) {
      const own = history * mixed.stride;
      mixed.values.fill(0, own, own + mixed.columns);
      for (let head = 0; head < heads; head++) {
        const first = head * columns;
        let largest = Number.NEGATIVE_INFINITY;
        for (let item = starts[history]; item < starts[history + 1]; item++) {
          const start = item * keys.stride + first;
          let product = 0;
          for (let k = 0; k < columns; k++) product += queries.values[own + first + k] * keys.values[start + k];
          shares[item * heads + head] = product * sharpness;
          if (product * sharpness > largest) largest = product * sharpness;
        }
        let total = 0;
        for (let item = starts[history]; item < starts[history + 1]; item++) {
          const at = item * heads + head;
          shares[at] = Math.exp(shares[at] - largest);
          total += shares[at];
        }
        for (let item = starts[history]; item < starts[history + 1]; item++) {
          const at = item * heads + head;
          shares[at] /= total;
          const start = item * values.stride + first;
          const share = shares[at] * kept[at];
          for (let k = 0; k < columns; k++) mixed.values[own + first + k] += share * values.values[start + k];
        }
      }
    }
  }

  /**
   * Derivatives of the loss by the input of the last `run`.
   *
   * @param input as it was given
   * @param byMixed derivatives by the means; shape [histories, width]
   * @param by overwritten with derivatives: matrices of the shapes of the input
   */
  learn(
    { queries, keys, values, starts }: AttentionInput,
    byMixed: KernelMatrix,
    by: Readonly<Record<'queries' | 'keys' | 'values', KernelMatrix>>,
  ): void {
    const heads = this.#heads;
    const columns = byMixed.columns / heads;
    const sharpness = 1 / Math.sqrt(columns);
    const shares = this.#shares;
    const kept = this.#kept;
    for (let history = 0; history < byMixed.rows; history++) {
      const own = history * byMixed.stride;
      by.queries.values.fill(0, own, own + byMixed.columns);
      for (let head = 0; head < heads; head++) {
        const first = own + head * columns;
        let mean = 0;
        for (let item = starts[history]; item < starts[history + 1]; item++) {
          const at = item * heads + head;
          const start = item * values.stride + head * columns;
          let byShare = 0;
          for (let k = 0; k < columns; k++) {
            byShare += byMixed.values[first + k] * values.values[start + k];
            by.values.values[start + k] = shares[at] * kept[at] * byMixed.values[first + k];
          }
          // From here on the factor is the derivative by the share.
          kept[at] *= byShare;
          mean += shares[at] * kept[at];
        }
        for (let item = starts[history]; item < starts[history + 1]; item++) {
          const at = item * heads + head;
          const byLogit = sharpness * shares[at] * (kept[at] - mean);
          const start = item * keys.stride + head * columns;
          for (let k = 0; k < columns; k++) {
            by.queries.values[first + k] += byLogit * keys.values[start + k];
            by.keys.values[start + k] = byLogit * queries.values[first + k];
          }
        }
      }
    }
  }
}
