import type { ColumnUse, InputNote } from '../../input/input-facts.js';
import type { LogField, UserKind } from './log-columns.js';

/** A column, or a place in nested records. */
export interface FieldSource {
  /** As shown: `item_id`, `properties.product_id`, `items.item_id`. */
  readonly name: string;
  /** A column of a table; null in nested records. */
  readonly column: string | null;
  /** JSON path, in the record or in an element of its list; '' for a column of a table. */
  readonly path: string;
  readonly inList: boolean;
}

/** Where the fields of a log are in one of its files. */
export interface LogLayout {
  /** By field: the sources of a row, of which the first with a value counts. */
  readonly fields: Readonly<Record<LogField, readonly FieldSource[]>>;
  /** The sources of `user_id`, with their kinds. */
  readonly users: readonly { readonly source: FieldSource; readonly kind: UserKind }[];
  /** Clock beside a date in `timestamp`; null where there is none. */
  readonly clock: FieldSource | null;
  /** Whether rows are lines of orders: without names of events, with an order and a quantity. */
  readonly isOrders: boolean;
  /** Whether rows are ratings: without names of events, with a column of ratings. */
  readonly isRatings: boolean;
  /** State of an order: `refunded`, `cancelled`. */
  readonly states: readonly FieldSource[];
  /** JSON paths of lists of items, of which a record has a row for each element of the first that is there. */
  readonly lists: readonly string[];
  readonly used: readonly ColumnUse[];
  readonly unused: readonly string[];
  readonly notes: readonly InputNote[];
}

/** What a file offers. */
export interface OfferedSources {
  /** Columns of a table, or names at the top of nested records. */
  readonly columns: readonly FieldSource[];
  /** Known places in nested records that have values, by field in order of preference. */
  readonly nested: Readonly<Partial<Record<LogField, readonly FieldSource[]>>>;
  /** JSON paths of lists that have elements. */
  readonly lists: readonly string[];
  /** From `--map`: the source, or undefined where this file has none. */
  mapped(field: LogField): FieldSource | undefined;
  /** Values of the first rows; null where there is none. */
  sample(source: FieldSource): readonly (string | null)[];
}
