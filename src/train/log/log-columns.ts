import { OnshelfError } from '../../core/onshelf-error.js';
import { normalizeName } from '../input/normalize-name.js';

/** What a log's row is read for. */
export const LOG_FIELDS = ['user_id', 'item_id', 'timestamp', 'event', 'quantity', 'value', 'price', 'transaction_id'] as const;

/** One of `LOG_FIELDS`. */
export type LogField = (typeof LOG_FIELDS)[number];

/** Our name to the file's. */
export type ColumnMap = Partial<Record<LogField, string>>;

/** How a log is laid out. */
export interface LogLayout {
  /** `ga4`: one event per row with a list of items, as the BigQuery export writes it. */
  readonly shape: 'flat' | 'ga4';
  readonly columns: ColumnMap;
}

/** Names that are recognised, by their letters alone, most telling first. */
export const LOG_NAMES: Readonly<Record<LogField, readonly string[]>> = {
  user_id: ['userid', 'user', 'userpseudoid', 'visitorid', 'visitor', 'customerid', 'shopperid'],
  item_id: ['itemid', 'item', 'productid', 'product', 'sku'],
  timestamp: ['timestamp', 'eventtimestamp', 'time', 'ts', 'eventtime', 'datetime', 'date'],
  event: ['event', 'eventname', 'eventtype'],
  quantity: ['quantity', 'qty'],
  value: ['eventvalue', 'value', 'rating'],
  price: ['price'],
  transaction_id: ['transactionid', 'transaction', 'orderid', 'order'],
};

/**
 * Finds out which column is what.
 *
 * @param names the file's columns
 * @param mapped what `--map` says; wins over recognition
 * @param path the log, for errors
 * @throws OnshelfError `bad-input` where a needed column is missing or a mapped one is not there
 */
export function recognizeColumns(names: readonly string[], mapped: ColumnMap, path: string): LogLayout {
  const known = `its columns are: ${names.slice(0, 30).join(', ')}`;
  const byLetters = new Map<string, string>();
  for (const name of names) if (!byLetters.has(normalizeName(name))) byLetters.set(normalizeName(name), name);
  const columns: ColumnMap = {};
  for (const field of LOG_FIELDS) {
    const wanted = mapped[field];
    if (wanted !== undefined) {
      const exact = names.find((name) => name === wanted) ?? names.find((name) => name.toLowerCase() === wanted.toLowerCase());
      if (exact === undefined)
        throw new OnshelfError('bad-input', `${path} has no column "${wanted}", which --map names for ${field}; ${known}.`);
      columns[field] = exact;
      continue;
    }
    const found = LOG_NAMES[field].map((name) => byLetters.get(name)).find((name) => name !== undefined);
    if (found !== undefined) columns[field] = found;
  }
  const ga4 = ['eventname', 'eventtimestamp', 'userpseudoid', 'items'].every((name) => byLetters.has(name)) && mapped.item_id === undefined;
  if (ga4) {
    // The export has a user_id as well, which is empty for whoever did not sign in.
    const told = (field: LogField): string | undefined => (mapped[field] === undefined ? undefined : columns[field]);
    return {
      shape: 'ga4',
      columns: {
        user_id: told('user_id') ?? byLetters.get('userpseudoid') ?? '',
        timestamp: told('timestamp') ?? byLetters.get('eventtimestamp') ?? '',
        event: told('event') ?? byLetters.get('eventname') ?? '',
        item_id: byLetters.get('items') ?? '',
      },
    };
  }
  for (const field of ['user_id', 'item_id', 'timestamp'] as const) {
    if (columns[field] === undefined) {
      throw new OnshelfError(
        'bad-input',
        `${path} has no column for ${field}; ${known}. Name it ${field}, or say which it is: --map ${field}=COLUMN.`,
      );
    }
  }
  return { shape: 'flat', columns };
}
