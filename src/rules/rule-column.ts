import type { RuleType } from './rule-node.js';

/**
 * A column of a rule, as the rule sees it: a value for each row, or one for all. Numbers that are not known are NaN.
 * Truths: 0 no, 1 yes, 2 not known.
 */
export type RuleVector =
  | { readonly type: 'number'; readonly values: ArrayLike<number> | number }
  | { readonly type: 'truth'; readonly values: ArrayLike<number> | number }
  | {
      readonly type: 'text';
      /** Rows with exactly one of these texts; a category belongs to those above it. */
      rowsAmong(texts: readonly string[]): Uint8Array;
    };

/** What rules may be about. */
export interface RuleColumns {
  /** What a column gives, or undefined where there is none of that name. */
  typeOf(name: string): RuleType | undefined;
  /** The column itself. */
  read(name: string): RuleVector;
  /** Is nothing known of this column for any item, since nothing of the kind is known of the shopper? Such comparisons are left out. */
  isUnknown(name: string): boolean;
  /** All names, for hints. */
  readonly names: readonly string[];
  readonly rows: number;
}
