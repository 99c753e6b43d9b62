import type { Steps } from '../core/time/run-steps.js';
import type { RuleType } from './rule-node.js';

/** Truths as two bits, so that `&` and `|` are Kleene's strong tables, for as many as fit into a word at a time. */
export const FALSE = 0;
/** Nobody knows. */
export const UNKNOWN = 1;
export const TRUE = 3;

/** A column of texts, told apart by numbers. */
export interface TextCodes {
  /** By row; rows with equal texts have equal numbers. */
  readonly codes: ArrayLike<number>;
  /** The numbers of the rows that have a text, out of those that were asked for; a category belongs to those above it. */
  codesOf(text: string): readonly number[];
}

/**
 * A column of a rule, as the rule sees it: a value for each row, or one for all. Numbers that are not known are NaN.
 * Truths: `FALSE`, `TRUE` or `UNKNOWN`.
 */
export type RuleVector =
  | { readonly type: 'number'; readonly values: ArrayLike<number> | number }
  | { readonly type: 'truth'; readonly values: ArrayLike<number> | number }
  | {
      readonly type: 'text';
      /**
       * Makes numbers of the texts of all rows.
       *
       * @param texts all that a rule compares the column with
       */
      encode(texts: ReadonlySet<string>): Steps<TextCodes>;
    };

/** What rules may be about. */
export interface RuleColumns {
  /** What a column gives, or undefined where there is none of that name. */
  typeOf(name: string): RuleType | undefined;
  /** The column itself; worked out once. */
  read(name: string): RuleVector;
  /** Is nothing known of this column for any item, since nothing of the kind is known of the shopper? Such comparisons are left out. */
  isUnknown(name: string): boolean;
  /** All names, for hints. */
  readonly names: readonly string[];
  readonly rows: number;
}
