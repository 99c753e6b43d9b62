import type { AttributeColumn, AttributeType } from '../../types/pack.js';

/** What became of one attribute, for people. */
export interface AttributeFacts {
  /** In rules, in `item` and in the pack. */
  readonly name: string;
  /** In the feed. */
  readonly column: string;
  readonly type: AttributeType;
  /** Number of different values; of a list, of its parts. */
  readonly distinct: number;
  /** Share of the items that have it, 0 to 1. */
  readonly filled: number;
  /** Smallest, middle and largest number; null where the type is another. Dates: days since 1970. */
  readonly range: { readonly least: number; readonly median: number; readonly most: number } | null;
  /** Currencies or `%` that stood beside the numbers. */
  readonly units: readonly string[];
  /** The sign between the parts of a list; null where the feed itself has several values, or there is no list. */
  readonly separator: string | null;
}

/** An attribute with its values, by row of the catalogue. */
export interface TypedAttribute {
  readonly name: string;
  readonly column: AttributeColumn;
  readonly facts: AttributeFacts;
}
