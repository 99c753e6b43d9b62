import type { InputNote } from '../../input/input-facts.js';
import type { FeedRow } from './feed-fields.js';
import type { ColumnFacts } from './field-reader.js';

/** What a source tells while it is read. */
interface SourceNotices {
  /** A record below the header, whatever becomes of it. */
  record(): void;
  /** A record that is not used. */
  dropped(reason: string, line: number, field: string, value: string): void;
  /** A value that was cut, of a record that is used. */
  changed(reason: string, line: number, field: string, value: string): void;
  /** A product that shoppers do not see. */
  hidden(reason: string, line: number, id: string): void;
}

/** One file of a feed. */
export interface FeedSource {
  /** For people: `XML (RSS 2.0), gzip`. */
  readonly format: string;
  /** Columns of `FeedRow.ids`, the usual one first; may grow while rows are read. */
  readonly idColumns: () => readonly string[];
  /** Whether its rows are told apart by all their ids: variants of a platform's products. */
  readonly isExport: () => boolean;
  rows(): AsyncGenerator<FeedRow>;
  /** Currency in the name of the column of prices; null where there is none. */
  currency(): string | null;
  /** After the last row. */
  facts(): { readonly columns: ColumnFacts; readonly notes: readonly InputNote[] };
}

/** How a file is read. */
export interface SourceOptions {
  readonly mapped: Readonly<Record<string, string>>;
  /** Of `mapped`, what a file must have. */
  readonly expected: Readonly<Record<string, string>>;
  readonly columns: readonly string[] | undefined;
  readonly further: readonly string[];
  /** BCP 47 tag of the locale that is read. Default: none. */
  readonly locale?: string | undefined;
  readonly notices: SourceNotices;
}
