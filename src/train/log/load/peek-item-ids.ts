import { listInputs } from '../../containers/list-inputs.js';
import { openInput } from '../../containers/open-input.js';
import type { DatabaseOptions } from '../../input/open-duck-database.js';
import { readId } from '../../input/read-id.js';
import { type RecordValue, type RecordValues, valueAt, valueText } from '../../input/value-at.js';
import { openRecords } from '../../records/open-records.js';
import { type ColumnMap, LOG_NAMES } from '../columns/log-columns.js';
import { ELEMENT_FIELDS, ITEM_LISTS, NESTED_FIELDS } from '../columns/nested-names.js';
import { recognizeLayout } from '../columns/recognize-layout.js';
import { offerTable, SAMPLE_ROWS } from './offer-table.js';

/** Files of the log that are looked at. */
const MAX_FILES = 3;

/** What is known of the log before it is read. */
interface PeekOptions {
  readonly mapped?: ColumnMap | undefined;
  readonly columns?: readonly string[] | undefined;
  readonly database: DatabaseOptions;
}

/**
 * Item ids of the first rows of a log, so that a feed with several columns of ids can take the one that the log has. They may include values
 * that are no ids: they only are compared with the feed's. What cannot be read gives none: reading the log will say why.
 *
 * @param paths files, folders and patterns
 * @param options columns from `--map` and `--columns`
 */
export async function peekItemIds(paths: readonly string[], options: PeekOptions): Promise<string[]> {
  const ids = new Set<string>();
  try {
    for (const path of listInputs(paths).slice(0, MAX_FILES)) {
      for (const input of await openInput(path, { temporaryFolder: options.database.temporaryFolder })) {
        const source = await openRecords(input, { columns: options.columns, database: options.database });
        const rows: RecordValues[] = [];
        for await (const { values, fault } of source.records()) {
          if (fault === null) rows.push(values);
          if (rows.length === SAMPLE_ROWS) break;
        }
        for (const id of idsOf(source.columns, rows, options.mapped ?? {})) if (id !== '') ids.add(id);
      }
    }
  } catch {
    return [...ids];
  }
  return [...ids];
}

function idsOf(columns: readonly string[], rows: readonly RecordValues[], mapped: ColumnMap): string[] {
  const layout = recognizeLayout(offerTable({ columns: columns.length > 0 ? columns : namesOf(rows), rows }, mapped));
  const known = [...(mapped.item_id === undefined ? [] : [mapped.item_id]), ...layout.fields.item_id.map(({ name }) => name)];
  const places = known.length > 0 && columns.length > 0 ? known : [...known, ...LOG_NAMES.item_id, ...(NESTED_FIELDS.item_id ?? [])];
  return rows.flatMap((row) => [
    ...places.flatMap((place) => textsOf(valueAt(row, place))),
    ...(mapped.item_id === undefined ? ITEM_LISTS.flatMap((list) => elementIds(valueAt(row, list))) : []),
  ]);
}

function namesOf(rows: readonly RecordValues[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

function elementIds(list: RecordValue): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((element: RecordValue) =>
    (ELEMENT_FIELDS.item_id ?? []).flatMap((place) => textsOf(place === '' ? element : valueAt(element, place))),
  );
}

function textsOf(value: RecordValue): string[] {
  if (Array.isArray(value)) return value.flatMap((element: RecordValue) => textsOf(element));
  return value === null || typeof value === 'object' ? [] : [readId(valueText(value))];
}
