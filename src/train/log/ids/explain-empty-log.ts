import { OnshelfError } from '../../../core/onshelf-error.js';
import type { DropCount } from '../../input/drop-report.js';
import type { DuckDatabase } from '../../input/open-duck-database.js';
import { TIMES_READ } from '../../times/time-reader.js';
import { suggestIds } from './suggest-ids.js';

/** What was asked for. */
interface EmptyRequest {
  readonly paths: readonly string[];
  readonly feed?: { readonly path: string; readonly itemIds: readonly string[]; readonly groups?: readonly (string | undefined)[] };
}

/**
 * Why no event of a log is left, with an example id of each file.
 *
 * @param database with `typed`
 * @param request files
 * @param found rows, and those dropped by reason
 */
export async function explainEmptyLog(
  database: DuckDatabase,
  { paths, feed }: EmptyRequest,
  { rows, dropped }: { readonly rows: number; readonly dropped: readonly DropCount[] },
): Promise<OnshelfError> {
  const files = paths.join(', ');
  if (rows === 0) return new OnshelfError('bad-input', `${files} has no events: it has no row below its first line.`);
  const [unknown] = await database.rows("SELECT item_id FROM typed WHERE reason = 'item not in the catalogue' ORDER BY source_row LIMIT 1");
  if (feed !== undefined && unknown !== undefined) {
    const suggestion = await suggestIds(database, feed);
    return new OnshelfError(
      'bad-input',
      `No item of ${files} is in ${feed.path}: the log has ids like "${unknown.item_id}", the feed has ids like "${feed.itemIds[0]}". ` +
        (suggestion ?? 'Use the same ids in both. If another column of the log has them: --map item_id=COLUMN.'),
    );
  }
  const reasons = dropped.map(
    ({ reason, count, first }) => `${reason} (${count}, first on line ${first.line}: ${first.field} "${first.value}")`,
  );
  const times = dropped.some(({ reason }) => reason.endsWith('timestamp') || reason.startsWith('timestamp'))
    ? ` Times are read as ${TIMES_READ.map(({ examples }) => examples[0]).join(', ')}.`
    : '';
  return new OnshelfError('bad-input', `None of the ${rows} rows of ${files} can be used: ${reasons.join('; ')}.${times}`);
}
