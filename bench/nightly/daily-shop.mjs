import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { generateShop } from '../scale/generate-shop.mjs';

/** Days of the log. */
const DAYS = 366;

/**
 * Writes a synthetic shop whose log is a file for each day of a year and of the day after it.
 *
 * @param folder output folder of `feed.tsv`, `events/` and `last-day.csv`
 * @param size events of the whole year, shoppers, items
 * @returns paths: the feed, the folder of a year's files, and the file of the day after
 */
export async function generateDailyShop(folder, size) {
  const events = join(folder, 'events');
  await mkdir(events, { recursive: true });
  const { feed, log } = await generateShop(folder, size);
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1GB', threads: '2' });
  const connection = await instance.connect();
  // The generator spreads its log over half a year: it is stretched to a year, two years earlier, so that no day is in the future.
  await connection.run(`CREATE TABLE days AS SELECT *, least(${DAYS - 1}, floor(${DAYS} * (timestamp - first) / (last - first + 1)))::INTEGER AS day
    FROM '${log}', (SELECT min(timestamp) AS first, max(timestamp) AS last FROM '${log}') ORDER BY day, timestamp`);
  for (let day = 0; day < DAYS; day++) {
    const path = join(events, `day-${String(day).padStart(3, '0')}.csv`);
    await connection.run(`COPY (SELECT user_id, item_id, strftime(to_timestamp(first - 63072000 + (timestamp - first) * 2), '%Y-%m-%dT%H:%M:%SZ') AS timestamp, event
      FROM days WHERE day = ${day}) TO '${path}' (FORMAT csv, HEADER)`);
  }
  connection.closeSync();
  instance.closeSync();
  const lastDay = join(folder, 'last-day.csv');
  await rename(join(events, `day-${DAYS - 1}.csv`), lastDay);
  return { feed, events, lastDay };
}
