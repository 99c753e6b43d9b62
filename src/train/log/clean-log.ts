import { DAY_MS } from '../../core/time/day.js';
import type { DropCount } from '../input/drop-report.js';
import { type DuckDatabase, sqlText } from '../input/open-duck-database.js';
import type { ProgressStep } from '../progress/progress.js';
import { countDropped } from './count-dropped.js';
import { eventRules } from './event-rules.js';
import type { LoadedLog } from './load-log.js';

/** The size of a number gives its unit: 1e11 is the year 1973 in milliseconds, and 5138 in seconds. */
const MILLISECONDS_FROM = 1e11;
const MICROSECONDS_FROM = 1e14;
const NANOSECONDS_FROM = 1e17;

/** How far the build's clock may be behind the shoppers' clocks, milliseconds. Later events are in the future. */
const CLOCK_TOLERANCE_MS = DAY_MS;

/** Milliseconds since 1970 of the text `timestamp`, or NULL. Small whole numbers are positions and stay seconds. */
const TIME = `CASE WHEN stamp IS NOT NULL THEN CASE
    WHEN NOT isfinite(stamp) THEN NULL
    WHEN abs(stamp) >= ${NANOSECONDS_FROM} THEN stamp / 1e6
    WHEN abs(stamp) >= ${MICROSECONDS_FROM} THEN stamp / 1e3
    WHEN abs(stamp) >= ${MILLISECONDS_FROM} THEN stamp
    ELSE stamp * 1e3 END
  ELSE epoch_ms(moment)::DOUBLE END`;

/** Weight of an event, as in the browser: see `profile/weigh-history.ts`. */
const WEIGHT = `rule_weight * CASE rule_name
  WHEN 'rate' THEN greatest((amount - 3) / 2, 0)
  WHEN 'dwell' THEN least(amount / 60, 4)
  WHEN 'purchase' THEN least(1 + log2(greatest(amount, 1)) / 2, 4)
  ELSE 1 END`;

/** Range of dates without separators, such as 20240131: 1990 to 2100. */
const COMPACT_DATES = [19_900_101, 21_001_231];
/** The text `timestamp` of such a date in ISO 8601. */
const DASHED = "regexp_replace(trim(timestamp), '^(\\d{4})(\\d\\d)(\\d\\d)$', '\\1-\\2-\\3')";

/**
 * Whether the log's times are dates without separators. One number could also be a position or seconds, so all numbers must be valid
 * dates.
 *
 * @param database with `entries`
 */
async function hasCompactDates(database: DuckDatabase): Promise<boolean> {
  const [{ compact }] = await database.rows(
    `SELECT coalesce(bool_and(number BETWEEN ${COMPACT_DATES.join(' AND ')} AND TRY_CAST(${DASHED} AS DATE) IS NOT NULL), false) AS compact
    FROM (SELECT timestamp, TRY_CAST(trim(timestamp) AS DOUBLE) AS number FROM entries) WHERE number IS NOT NULL`,
  );
  return compact === true;
}

/**
 * Copies the usable rows of view `entries` to table `accepted`, without duplicates, and counts the others by reason.
 *
 * @param database with `entries` and, if there is a feed, `catalog`
 * @param log from `loadLog`
 * @param withFeed whether there is a `catalog`; if not it is made from the items of the log
 * @param now current time, milliseconds since 1970: an event of the year 2100 would make all others look old
 * @param progress reports per cent, of each of two passes
 * @returns number of rows, dropped rows by reason, and whether times were read as dates without separators
 */
export async function cleanLog(
  database: DuckDatabase,
  log: LoadedLog,
  withFeed: boolean,
  now: number,
  progress: ProgressStep,
): Promise<{ rows: number; dropped: DropCount[]; compactDates: boolean }> {
  const rules = eventRules().map(({ letters, name, code, weight }) => `(${sqlText(letters)}, ${sqlText(name)}, ${code}, ${weight})`);
  await database.run(`CREATE TABLE rules AS SELECT * FROM (VALUES ${rules.join(', ')}) AS rule(letters, rule_name, code, rule_weight)`);
  if (!withFeed) {
    await database.run(`CREATE TABLE catalog AS SELECT (row_number() OVER (ORDER BY text) - 1)::UINTEGER AS row, text
      FROM (SELECT DISTINCT trim(item_id) AS text FROM entries WHERE trim(item_id) <> '' AND strlen(trim(item_id)) <= 256)`);
  }
  const defaultRule =
    log.layout.columns.event === undefined ? "'viewitem'" : "regexp_replace(lower(coalesce(event, '')), '[^a-z]', '', 'g')";
  // GA4 exports have microseconds.
  const compactDates = log.layout.shape === 'flat' && (await hasCompactDates(database));
  const written = compactDates ? DASHED : 'trim(timestamp)';
  const stamped = `SELECT *, trim(user_id) AS shopper, trim(item_id) AS article, ${defaultRule} AS letters,
      TRY_CAST(${written} AS DOUBLE) AS stamp, TRY_CAST(${written} AS TIMESTAMPTZ) AS moment,
      CASE WHEN trim(coalesce(quantity, '')) = '' THEN 1 ELSE TRY_CAST(quantity AS DOUBLE) END AS pieces, TRY_CAST(value AS DOUBLE) AS number
    FROM entries`;
  await database.run(
    `CREATE TABLE typed AS
    SELECT source_row, shopper AS user_id, article AS item_id, catalog.row AS item_row, ${TIME} AS time, CASE WHEN code >= 0 THEN code::UTINYINT END AS code, rule_name, rule_weight,
      CASE rule_name WHEN 'purchase' THEN pieces WHEN 'rate' THEN number WHEN 'dwell' THEN coalesce(number, 60) ELSE 1 END AS amount,
      quantity, value, price, transaction_id,
      CASE WHEN NOT readable THEN 'unreadable line'
        WHEN coalesce(shopper, '') = '' THEN 'missing user_id'
        WHEN coalesce(article, '') = '' THEN 'missing item_id'
        WHEN (${TIME}) IS NULL OR abs(${TIME}) > 8.64e15 THEN 'unreadable timestamp'
        WHEN (${TIME}) > ${now + CLOCK_TOLERANCE_MS} THEN 'timestamp in the future'
        WHEN rule_name IS NULL THEN 'unknown event'
        WHEN rule_name = 'refund' THEN 'refund'
        WHEN code < 0 THEN 'event not used in training'
        WHEN pieces IS NULL OR NOT pieces > 0 OR isnan(pieces) OR isinf(pieces) THEN 'quantity not positive'
        WHEN rule_name = 'rate' AND (number IS NULL OR NOT number BETWEEN 1 AND 5) THEN 'rating missing or not 1 to 5'
        WHEN rule_name = 'dwell' AND NOT coalesce(number, 60) >= 0 THEN 'dwell time below 0'
        WHEN catalog.row IS NULL THEN 'item not in the catalogue' END AS reason
    FROM (${stamped}) LEFT JOIN rules USING (letters) LEFT JOIN catalog ON catalog.text = article`,
    progress,
  );
  await database.run(
    `CREATE TABLE accepted AS
    SELECT user_id, item_row, time, code, any_value(amount)::FLOAT AS amount, (any_value(${WEIGHT}))::FLOAT AS weight, transaction_id::VARCHAR AS transaction_id, min(source_row) AS source_row,
      count(*) - 1 AS copies, min(source_row, 2)[2] AS first_copy
    FROM typed WHERE reason IS NULL
    GROUP BY user_id, item_row, time, code, quantity, value, price, transaction_id`,
    progress,
  );
  return { ...(await countDropped(database, log)), compactDates };
}
