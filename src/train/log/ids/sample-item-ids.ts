import { listInputs } from '../../containers/list-inputs.js';
import { openInput } from '../../containers/open-input.js';
import { isNothing } from '../../input/is-nothing.js';
import { normalizeName } from '../../input/normalize-name.js';
import type { DatabaseOptions } from '../../input/open-duck-database.js';
import { readId } from '../../input/read-id.js';
import { type RecordValue, valueAt } from '../../input/value-at.js';
import { openRecords } from '../../records/open-records.js';
import { type ColumnMap, LOG_NAMES } from '../columns/log-columns.js';
import { ELEMENT_FIELDS } from '../columns/nested-names.js';

/** Records that are looked at, from the first files. */
const RECORDS = 5000;
const FILES = 3;
/** Depth to which records are searched. */
const DEPTH = 6;

/** Names of columns and of nested places that may hold ids of items. */
const NAMES: ReadonlySet<string> = new Set([
  ...LOG_NAMES.item_id,
  ...(ELEMENT_FIELDS.item_id ?? []).map((place) => normalizeName(place.slice(place.lastIndexOf('.') + 1))),
  'handle',
  'lineitemname',
]);

/**
 * Ids of items in the first records of a log, for a feed with several columns of ids: the one that the log has is taken. Faults of the log are not
 * reported here, but where it is read.
 *
 * @param paths of the log
 * @param options with `mapped`, whose `item_id` is the only place then, and `columns`
 * @param database limits of DuckDB, for Parquet
 * @returns each once
 */
export async function sampleItemIds(
  paths: readonly string[],
  { mapped, columns }: { readonly mapped?: ColumnMap | undefined; readonly columns?: readonly string[] | undefined },
  database: DatabaseOptions,
): Promise<string[]> {
  const ids = new Set<string>();
  const take = (value: RecordValue): void => {
    if (typeof value === 'string') {
      if (!isNothing(value)) ids.add(readId(value));
    } else if (Array.isArray(value)) for (const one of value as readonly RecordValue[]) take(one);
  };
  const search = (value: RecordValue, depth: number): void => {
    if (value === null || typeof value !== 'object' || depth > DEPTH) return;
    if (Array.isArray(value)) {
      for (const one of value as readonly RecordValue[]) search(one, depth + 1);
      return;
    }
    for (const [name, inner] of Object.entries(value)) {
      if (NAMES.has(normalizeName(name))) take(inner);
      search(inner, depth + 1);
    }
  };
  try {
    for (const path of listInputs(paths).slice(0, FILES)) {
      for (const file of await openInput(path)) {
        let left = RECORDS;
        const source = await openRecords(file, { columns, database });
        for await (const { values, fault } of source.records()) {
          if (fault === null) {
            if (mapped?.item_id === undefined) search(values, 0);
            else take(valueAt(values, mapped.item_id));
          }
          if (--left === 0) break;
        }
      }
    }
  } catch {
    // Reading the log will throw the error.
  }
  return [...ids];
}
