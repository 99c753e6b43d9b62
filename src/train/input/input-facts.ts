import type { EventName } from '../../types/event.js';

/** A file that was read. */
export interface FileFacts {
  /** As given; a member of an archive as `shop.zip > products.csv`. */
  readonly path: string;
  /** For people: `TSV`, `CSV, gzip`, `JSON Lines`, `XML (RSS 2.0)`, `Shopify products, CSV`. */
  readonly format: string;
  /** Records below the header. */
  readonly rows: number;
}

/** A column, or a nested path, and the field that it was read as. */
export interface ColumnUse {
  readonly column: string;
  readonly field: string;
}

/** Something that was assumed, guessed or left unused. */
export interface InputNote {
  /** Such as `no-event-column`. `docs/intake.md` lists the codes. */
  readonly code: string;
  /** A sentence or two: what, how many, which. */
  readonly message: string;
  /** The option that changes it, as it is typed: `--event purchase`; null where none does. */
  readonly option: string | null;
}

/** A word, and the number of rows that have it. */
export interface WordCount {
  readonly word: string;
  readonly count: number;
}

/** What was read of a feed. */
export interface FeedFacts {
  readonly files: readonly FileFacts[];
  readonly used: readonly ColumnUse[];
  /** Columns that were not read. */
  readonly unused: readonly string[];
  readonly availability: {
    readonly inStock: number;
    readonly soldOut: number;
    /** On preorder or backorder. */
    readonly later: number;
    /** Items without a value. */
    readonly none: number;
    /** Words that are not known, most frequent first; their items count as in stock. */
    readonly unknown: readonly WordCount[];
  };
  readonly notes: readonly InputNote[];
}

/** Rows of an event name in a log. */
export interface EventCount {
  /** As in the log; '' where there is none. */
  readonly name: string;
  readonly count: number;
  /** What the rows count as; `other`: known, and no event of an item, such as a login; null: the name is unknown. Both are not used. */
  readonly countsAs: EventName | 'other' | null;
  /** Weight in training, a view being 1; 0: not used. */
  readonly weight: number;
}

/** What was read of a log. */
export interface LogFacts {
  readonly files: readonly FileFacts[];
  readonly used: readonly ColumnUse[];
  /** Columns that were not read. */
  readonly unused: readonly string[];
  /** First and last event used, ISO 8601; null where none is. */
  readonly period: { readonly from: string; readonly to: string } | null;
  /** All names, most frequent first. */
  readonly events: readonly EventCount[];
  readonly notes: readonly InputNote[];
}
