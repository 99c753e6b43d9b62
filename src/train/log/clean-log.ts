import { DAY_MS } from '../../core/time/day.js';
import type { DropCount } from '../input/drop-report.js';
import type { EventCount, InputNote } from '../input/input-facts.js';
import { nothingSql } from '../input/is-nothing.js';
import type { DuckDatabase } from '../input/open-duck-database.js';
import type { ProgressStep } from '../progress/progress.js';
import { type TimeReader, timeReader } from '../times/time-reader.js';
import { countDropped } from './count-dropped.js';
import type { LoadedFile } from './load/load-log.js';
import { surveyLog } from './load/survey-log.js';
import { type EventOptions, FILE_SQL, nameEvents } from './name-events.js';
import { RATING_SQL, ratingScale } from './rating-scale.js';

/** How far the build's clock may be behind the shoppers' clocks, milliseconds. Later events are in the future. */
const CLOCK_TOLERANCE_MS = DAY_MS;

/** Weight of an event, as in the browser: see `profile/weigh-history.ts`. */
const WEIGHT = `rule_weight * CASE rule_name
  WHEN 'rate' THEN greatest((amount - 3) / 2, 0)
  WHEN 'dwell' THEN least(amount / 60, 4)
  WHEN 'purchase' THEN least(1 + log2(greatest(amount, 1)) / 2, 4)
  ELSE 1 END`;

/** SQL of a number as people write it: `1.5`, `1,5`. */
const numberSql = (column: string): string => `TRY_CAST(replace(${column}, ',', '.') AS DOUBLE)`;

/** What a log is cleaned by. */
export interface CleaningRequest extends EventOptions {
  readonly files: readonly LoadedFile[];
  /** Whether there is a table `catalog`; if not it is made from the items of the log. */
  readonly withFeed: boolean;
  /** Milliseconds since 1970: an event of the year 2100 would make all others look old. */
  readonly now: number;
  readonly dayFirst?: boolean | undefined;
}

/** What was found in a log. */
export interface CleanedLog {
  readonly rows: number;
  readonly dropped: DropCount[];
  readonly events: readonly EventCount[];
  readonly notes: readonly InputNote[];
  readonly times: TimeReader;
}

/**
 * Copies the usable rows of `entries` to table `accepted`, without duplicates, and counts the others by reason.
 *
 * @param database with `entries` and, if there is a feed, `catalog`
 * @param request files and options
 * @param progress reports per cent, of each of two passes
 */
export async function cleanLog(database: DuckDatabase, request: CleaningRequest, progress: ProgressStep): Promise<CleanedLog> {
  const { files, now } = request;
  const { events, notes } = await nameEvents(database, files, request);
  const times = timeReader(await surveyLog(database, now), { dayFirst: request.dayFirst, now });
  const scale = await ratingScale(
    database,
    events.some(({ countsAs }) => countsAs === 'rate'),
  );
  if (!request.withFeed) {
    await database.run(`CREATE TABLE catalog AS SELECT (row_number() OVER (ORDER BY text) - 1)::UINTEGER AS row, text
      FROM (SELECT DISTINCT item_id AS text FROM entries WHERE item_id <> '' AND strlen(item_id) <= 256)`);
  }
  const stamped = `SELECT entries.*, rule_name, code, rule_weight, is_page, catalog.row AS catalog_row, ${times.sql('timestamp', 'shape')} AS time, ${numberSql('value')} AS number, ${scale.sql(RATING_SQL)} AS stars,
      CASE WHEN ${nothingSql('quantity')} THEN 1 ELSE ${numberSql('quantity')} END AS pieces
    FROM entries LEFT JOIN names ON names.name = coalesce(event, '') AND names.file = ${FILE_SQL} LEFT JOIN catalog ON catalog.text = item_id`;
  await database.run(
    `CREATE TABLE typed AS
    SELECT source_row, user_id, item_id, catalog_row AS item_row, time, CASE WHEN code >= 0 THEN code::UTINYINT END AS code, rule_name, rule_weight,
      CASE rule_name WHEN 'purchase' THEN pieces WHEN 'rate' THEN stars WHEN 'dwell' THEN coalesce(number, 60) ELSE 1 END AS amount,
      CASE WHEN rule_name IN ('purchase', 'add_to_cart') THEN pieces END AS pieces, value, price, transaction_id,
      CASE WHEN NOT readable THEN 'unreadable line'
        WHEN user_id IS NULL OR user_id = '' THEN 'missing user_id'
        WHEN (item_id IS NULL OR item_id = '') AND code < 0 THEN 'event not used in training'
        WHEN (item_id IS NULL OR item_id = '') AND is_page THEN 'page view without an item'
        WHEN item_id IS NULL OR item_id = '' THEN 'missing item_id'
        WHEN time IS NULL AND ${numberSql('timestamp')} IS NOT NULL THEN 'timestamp decades away'
        WHEN time IS NULL OR abs(time) > 8.64e15 THEN 'unreadable timestamp'
        WHEN time > ${now + CLOCK_TOLERANCE_MS} THEN 'timestamp in the future'
        WHEN rule_name IS NULL THEN 'unknown event'
        WHEN rule_name = 'refund' OR refunded THEN 'refund'
        WHEN code < 0 THEN 'event not used in training'
        WHEN rule_name = 'purchase' AND (pieces IS NULL OR NOT pieces > 0 OR isnan(pieces) OR isinf(pieces)) THEN 'quantity not positive'
        WHEN rule_name = 'add_to_cart' AND pieces < 0 THEN 'quantity not positive'
        WHEN rule_name = 'rate' AND stars IS NULL THEN 'rating missing or not 1 to 5'
        WHEN rule_name = 'dwell' AND NOT coalesce(number, 60) >= 0 THEN 'dwell time below 0'
        WHEN catalog_row IS NULL THEN 'item not in the catalogue' END AS reason
    FROM (${stamped})`,
    progress,
  );
  await database.run(
    `CREATE TABLE accepted AS
    SELECT user_id, item_row, time, code, any_value(amount)::FLOAT AS amount, (any_value(${WEIGHT}))::FLOAT AS weight, transaction_id::VARCHAR AS transaction_id, min(source_row) AS source_row,
      count(*) - 1 AS copies, min(source_row, 2)[2] AS first_copy
    FROM typed WHERE reason IS NULL
    GROUP BY user_id, item_row, time, code, pieces, value, price, transaction_id`,
    progress,
  );
  return { ...(await countDropped(database, files)), events, notes: [...notes, ...times.notes, ...scale.notes], times };
}
