import { OnshelfError } from '../../core/onshelf-error.js';
import { LIMITS } from '../../pack/format/format.js';
import { shownValue } from '../input/drop-report.js';

/** Formats of factors that can be imported. */
export const FACTOR_FORMATS = ['spark', 'implicit', 'bigquery', 'safetensors', 'table'] as const;

/** One of `FACTOR_FORMATS`. */
export type FactorFormat = (typeof FACTOR_FORMATS)[number];

/** Item factors of another engine. */
export interface ItemFactors {
  /** `encoder`: they came with it. */
  readonly format: FactorFormat | 'encoder';
  /** The engine's key of each row: an id, or the row number as text. */
  readonly keys: readonly string[];
  /** Whether the keys are row numbers, which need a table of the shop's ids. */
  readonly numbered: boolean;
  /** Columns of `values`. */
  readonly columns: number;
  /** Shape [keys, columns], finite. */
  readonly values: Float32Array;
  /** Shape [keys]; 0 or more, of any scale; null where the file has none. */
  readonly popularity: Float64Array | null;
  /** Settings of the factorisation in the file. */
  readonly settings: { readonly alpha?: number; readonly regularization?: number };
  /** For the report, one sentence each. */
  readonly notes: readonly string[];
}

/** Collects and checks factors row by row. Errors start with the place of the row. */
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
   * @param field name of the column with the numbers
   * @param key of the item
   * @param numbers the factors
   * @throws OnshelfError `bad-input` where numbers are not finite, their count differs from the rows before, or the key is repeated
   */
  add(place: string, field: string, key: string, numbers: readonly number[]): void {
    if (this.#columns === 0) this.#columns = checkWidth(numbers.length, `${place}, ${field}`);
    if (numbers.length !== this.#columns)
      throw new OnshelfError(
        'bad-input',
        `${place}, ${field}: ${numbers.length} numbers for item "${shownValue(key)}"; the rows above have ${this.#columns}.`,
      );
    const known = this.#places.get(key);
    if (known !== undefined) throw new OnshelfError('bad-input', `${place}: item "${shownValue(key)}" is already at ${known}.`);
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
 * Checks the number of columns of factors.
 *
 * @param columns their number
 * @param place for the error
 * @returns `columns`
 * @throws OnshelfError `bad-input` where a pack does not support it
 */
export function checkWidth(columns: number, place: string): number {
  if (columns >= 1 && columns <= LIMITS.dimensions) return columns;
  throw new OnshelfError('bad-input', `${place}: ${columns} factors per item; a pack supports 1 to ${LIMITS.dimensions}.`);
}
