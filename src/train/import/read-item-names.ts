import { OnshelfError } from '../../core/onshelf-error.js';
import { shownValue } from '../input/drop-report.js';
import type { DatabaseOptions } from '../input/open-duck-database.js';
import { shownNames } from '../input/shown-names.js';
import type { ProgressStep } from '../progress/progress.js';
import { ITEM_NAMES, matchColumn } from './match-column.js';
import { cellText, openTable } from './open-table.js';
import { popularityOf } from './read-table-factors.js';

/** Recognised names of the engine's keys, normalised. */
const KEY_NAMES = ['id', 'index', 'itemindex', 'itemidx', 'row', 'key', 'feature', 'internalid'];

/** The shop's ids of an engine's keys. */
export interface ItemNames {
  /** The engine's key to the shop's item id. */
  readonly idOf: ReadonlyMap<string, string>;
  /** The engine's key to the popularity of the item, 0 or more; null where the table has none. */
  readonly popularityOf: ReadonlyMap<string, number> | null;
}

/**
 * Reads the item id of each of an engine's keys.
 *
 * @param path a table with the engine's key (`id`, `index`, `row`), the shop's id (`item_id`), and optionally `popularity`; with
 *   `item_id` alone, the keys are row numbers from 0
 * @param database limits of DuckDB, which reads Parquet
 * @param progress reports the rows read
 * @throws OnshelfError `bad-input`, naming file, row and field
 */
export async function readItemNames(path: string, database: DatabaseOptions, progress: ProgressStep): Promise<ItemNames> {
  const table = await openTable(path, database);
  const item = matchColumn(table.columns, ITEM_NAMES);
  const key = matchColumn(table.columns, KEY_NAMES);
  const popularity = matchColumn(table.columns, ['popularity']);
  if (item === undefined)
    throw new OnshelfError(
      'bad-input',
      `${path} has no column for item_id; its columns are: ${shownNames(table.columns)}. Name the column of the shop's ids item_id, and that of the engine's ids id.`,
    );
  const idOf = new Map<string, string>();
  const liked = new Map<string, number>();
  for await (const { place, values } of table.rows()) {
    const own = key === undefined ? String(idOf.size) : cellText(values[key]).trim();
    const id = cellText(values[item]).trim();
    if (own === '' || id === '') throw new OnshelfError('bad-input', `${place}, ${id === '' ? item : key} is empty.`);
    const known = idOf.get(own);
    if (known !== undefined)
      throw new OnshelfError('bad-input', `${place}, ${key}: "${shownValue(own)}" is already the key of item "${shownValue(known)}".`);
    idOf.set(own, id);
    if (popularity !== undefined) liked.set(own, popularityOf(values[popularity], place, popularity));
    if (idOf.size % 1000 === 0) progress.update(idOf.size);
  }
  return { idOf, popularityOf: popularity === undefined ? null : liked };
}
