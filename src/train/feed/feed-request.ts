/** A feed to read, and what its own words do not say. */
export interface FeedRequest {
  /** Files, folders and patterns, in the order given; one or more. */
  readonly paths: readonly string[];
  /** Field to column or nested path of the feed, from `--map`; overrides recognition. Default: none. */
  readonly mapped?: Readonly<Record<string, string>>;
  /** The same for fields that feed and log share: used where the file has the column, without an error where it has not. Default: none. */
  readonly mappedWhereThere?: Readonly<Record<string, string>>;
  /** The locale that is read: of columns such as `title_de` and `title_fr`, its own count. Default: none, and such columns are not read. */
  readonly locale?: string | undefined;
  /** Column names of a file without a header, in order. Default: the first row has them. */
  readonly columns?: readonly string[];
  /** Further columns of the shop's own that go into the pack, by the feed's names. Default: the usual ones. */
  readonly attributes?: readonly string[];
  /** Whether 01/02/2026 is 1 February. Default: told by the file. */
  readonly dayFirst?: boolean;
  /** Current time, milliseconds since 1970, for prices and items with dates. Default: the clock's. */
  readonly now?: number;
  /** Item ids of the log, some thousand: where the feed has several columns of ids, the one that has them is taken. Default: none known. */
  readonly logIds?: readonly string[];
}
