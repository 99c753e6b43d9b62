import { OnshelfError } from '../../core/onshelf-error.js';
import { LIMITS } from '../../pack/format/format.js';
import { shownValue } from '../input/drop-report.js';

/** Kinds of factors that can be imported. */
export const FACTOR_FORMATS = ['spark', 'implicit', 'bigquery', 'safetensors', 'table'] as const;

/** One of `FACTOR_FORMATS`. */
export type FactorFormat = (typeof FACTOR_FORMATS)[number];

/** The items' side of a factorisation that another engine made. */
export interface ItemFactors {
  readonly format: FactorFormat;
  /** What the engine calls each row: an id, or the number of the row as text. */
  readonly keys: readonly string[];
  /** Are the keys row numbers? Then the shop's ids have to come from elsewhere. */
  readonly numbered: boolean;
  /** Columns of `values`. */
  readonly columns: number;
  /** Shape [keys, columns], finite. */
  readonly values: Float32Array;
  /** Shape [keys]; 0 or more, of any scale; null where the file says nothing. */
  readonly popularity: Float64Array | null;
  /** Settings that the file tells. */
  readonly settings: { readonly alpha?: number; readonly regularization?: number };
  /** What a reader should know. */
  readonly notes: readonly string[];
}

/** Gathers factors row by row, and checks them. Its complaints begin with the place they are given. */
export class FactorCollector {
  readonly keys: string[] = [];
  readonly popularity: number[] = [];
  readonly #places = new Map<string, string>();
  #columns = 0;
  #values = new Float32Array(0);

  /** Columns, as the first row has them; 0 before. */
  get columns(): number {
    return this.#columns;
  }

  /** Shape [keys, columns]. */
  get values(): Float32Array {
    return this.#values.subarray(0, this.keys.length * this.#columns);
  }

  /**
   * Adds a row.
   *
   * @param place file and line or row
   * @param field what holds the numbers
   * @param key whose they are
   * @param numbers the factors
   * @throws OnshelfError `bad-input` where they are no finite numbers, not as many as before, or the key stands twice
   */
  add(place: string, field: string, key: string, numbers: readonly number[]): void {
    if (this.#columns === 0) this.#columns = checkWidth(numbers.length, `${place}, ${field}`);
    if (numbers.length !== this.#columns)
      throw new OnshelfError(
        'bad-input',
        `${place}, ${field}: ${numbers.length} numbers for item "${shownValue(key)}"; the rows above have ${this.#columns}.`,
      );
    const known = this.#places.get(key);
    if (known !== undefined) throw new OnshelfError('bad-input', `${place}: item "${shownValue(key)}" stands at ${known} already.`);
    this.#places.set(key, place);
    const start = this.keys.length * this.#columns;
    if (start + this.#columns > this.#values.length) {
      const grown = new Float32Array(Math.max(1024 * this.#columns, 2 * this.#values.length));
      grown.set(this.#values);
      this.#values = grown;
    }
    for (let k = 0; k < numbers.length; k++) {
      this.#values[start + k] = numbers[k];
      if (!Number.isFinite(this.#values[start + k]))
        throw new OnshelfError('bad-input', `${place}, ${field}: number ${k + 1} of item "${shownValue(key)}" is ${numbers[k]}.`);
    }
    this.keys.push(key);
  }
}

/**
 * Checks how many columns factors have.
 *
 * @param columns how many
 * @param place for the complaint
 * @returns the same
 * @throws OnshelfError `bad-input` where a pack cannot hold them
 */
export function checkWidth(columns: number, place: string): number {
  if (columns >= 1 && columns <= LIMITS.dimensions) return columns;
  throw new OnshelfError('bad-input', `${place}: ${columns} factors per item; a pack holds 1 to ${LIMITS.dimensions}.`);
}
