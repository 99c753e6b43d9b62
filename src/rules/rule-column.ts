import type { OnshelfError } from '../core/onshelf-error.js';
import type { Steps } from '../core/time/run-steps.js';
import type { RuleType } from './rule-node.js';

/** Truths as two bits, so that `&` and `|` are Kleene's strong tables, four truths per word. */
export const FALSE = 0;
/** Not known. */
export const UNKNOWN = 1;
export const TRUE = 3;

/** Names of what is not of the item: the moment, the page view, the shopper. */
export const CONTEXT_NAMES = ['hour', 'weekday', 'month', 'device', 'referrer', 'segments', 'prototype', 'pack'] as const;

/** Before a column: that of the page's item. */
export const PAGE_ITEM = 'this.';

/** A text column, encoded as numbers. */
export interface TextCodes {
  /** Code by row; rows with equal texts have equal codes. */
  readonly codes: ArrayLike<number>;
  /** The codes of a text that was encoded; a category includes those below it. */
  codesOf(text: string): readonly number[];
}

/**
 * The values of a column: one per row, or one for all. Unknown numbers are NaN.
 * Truths: `FALSE`, `TRUE` or `UNKNOWN`.
 */
export type RuleVector =
  | { readonly type: 'number'; readonly values: ArrayLike<number> | number }
  | { readonly type: 'truth'; readonly values: ArrayLike<number> | number }
  | {
      readonly type: 'text';
      /**
       * Encodes the texts of all rows.
       *
       * @param texts all constants that the rule compares the column with
       */
      encode(texts: ReadonlySet<string>): Steps<TextCodes>;
    };

/** An attribute of the pack, opened. */
export type RuleAttribute = RuleVector & {
  readonly isDate: boolean;
  /** Of a text: those of a row. */
  textsAt?(row: number): readonly string[];
};

/** The attributes of a pack, as far as a rule names them. */
export interface RuleAttributes {
  /** By name: those that the rules of the call name, and that could be opened; or the error why one could not. */
  readonly columns: ReadonlyMap<string, RuleAttribute | OnshelfError>;
  /** All of the pack, for hints. */
  readonly names: readonly string[];
}

/** The columns of a rule. */
export interface RuleColumns {
  /**
   * The type of a column, or undefined for an unknown name.
   *
   * @throws OnshelfError where the pack has the column and it cannot be used
   */
  typeOf(name: string): RuleType | undefined;
  /** The values of a column; computed once. */
  read(name: string): RuleVector;
  /** Whether a column is unknown for all items, since the shopper is unknown. Its comparisons are left out. */
  isUnknown(name: string): boolean;
  /** Whether a column has dates, as days since 1970: texts beside it are dates. Default: none has. */
  isDate?(name: string): boolean;
  /** The texts of a row of an attribute; undefined for other columns. */
  textsAt?(name: string, row: number): readonly string[] | undefined;
  /** The texts of a name that stands for the same ones in all rows, such as the brand of the page's item; undefined for all others. */
  textsOf?(name: string): readonly string[] | undefined;
  /** All names, for hints. */
  readonly names: readonly string[];
  readonly rows: number;
}
