import { OnshelfError } from '../../core/onshelf-error.js';
import { normalizeName } from '../input/normalize-name.js';

/** Fields of a log that are read. */
export const LOG_FIELDS = ['user_id', 'item_id', 'timestamp', 'event', 'quantity', 'value', 'price', 'transaction_id'] as const;

/** One of `LOG_FIELDS`. */
export type LogField = (typeof LOG_FIELDS)[number];

/** Field to column name of the file. */
export type ColumnMap = Partial<Record<LogField, string>>;

/** Layout of a log. */
export interface LogLayout {
  /** `ga4`: one event per row with a list of items, as in the BigQuery export. */
  readonly shape: 'flat' | 'ga4';
  readonly columns: ColumnMap;
}

/** Recognised column names, normalised by `normalizeName`, the most specific first. */
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
 * Maps the columns of a file to fields.
 *
 * @param names the file's columns
 * @param mapped from `--map`; overrides recognition
 * @param path of the log, for errors
 * @throws OnshelfError `bad-input` where a required or mapped column is missing
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
        throw new OnshelfError('bad-input', `${path} has no column "${wanted}", which --map gives for ${field}; ${known}.`);
      columns[field] = exact;
      continue;
    }
    const found = LOG_NAMES[field].map((name) => byLetters.get(name)).find((name) => name !== undefined);
    if (found !== undefined) columns[field] = found;
  }
  const ga4 = ['eventname', 'eventtimestamp', 'userpseudoid', 'items'].every((name) => byLetters.has(name)) && mapped.item_id === undefined;
  if (ga4) {
    // The export also has a user_id, which is empty for users who are not signed in.
    const mappedColumn = (field: LogField): string | undefined => (mapped[field] === undefined ? undefined : columns[field]);
    return {
      shape: 'ga4',
      columns: {
        user_id: mappedColumn('user_id') ?? byLetters.get('userpseudoid') ?? '',
        timestamp: mappedColumn('timestamp') ?? byLetters.get('eventtimestamp') ?? '',
        event: mappedColumn('event') ?? byLetters.get('eventname') ?? '',
        item_id: byLetters.get('items') ?? '',
      },
    };
  }
  for (const field of ['user_id', 'item_id', 'timestamp'] as const) {
    if (columns[field] === undefined) {
      throw new OnshelfError(
        'bad-input',
        `${path} has no column for ${field}; ${known}. Rename a column to ${field}, or map it: --map ${field}=COLUMN.`,
      );
    }
  }
  return { shape: 'flat', columns };
}
