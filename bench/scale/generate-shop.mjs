import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** Number of clusters of taste among shoppers and items. */
const CLUSTERS = 100;
/** Events of a session. */
const STEPS = 5;
const DAYS = 180;
/** Places by which the bestsellers of a cluster shift every month. */
const DRIFT = 37;
const FIRST_MOMENT = Date.parse('2026-01-01') / 1000;

/** SQL for a number in [0, 1) that depends only on the expression and the salt. */
const chance = (what, salt) => `(hash(${what}, ${salt}) / 18446744073709551616.0)`;

/**
 * Writes a feed and a log of a synthetic shop. Some shoppers have far more sessions than others. A session starts at an item, most
 * likely of its shopper's cluster, drawn by Zipf's law, and continues among adjacent items. The bestsellers of a cluster change every
 * month. The log is streamed, with little memory.
 *
 * @param folder output folder of `feed.tsv` and `log.parquet`
 * @param size events, shoppers, items
 * @returns their paths
 */
export async function generateShop(folder, { events, shoppers, items }) {
  await mkdir(folder, { recursive: true });
  const [feed, log] = [join(folder, 'feed.tsv'), join(folder, 'log.parquet')];
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1GB', threads: '1' });
  const connection = await instance.connect();
  const perCluster = Math.floor(items / CLUSTERS);
  await connection.run(`COPY (
      SELECT 'i' || i AS id, 'Item ' || i AS title, 'https://shop.example/' || i AS link, (5 + i % 200) || '.00 EUR' AS price,
        'Cluster ' || i % ${CLUSTERS} AS product_type FROM range(${items}) item(i)
    ) TO '${feed}' (FORMAT csv, DELIMITER '\t', HEADER)`);
  await connection.run(`COPY (
      WITH drawn AS (
        SELECT i, session, i % ${STEPS} AS step, floor(${shoppers} * pow(${chance('session', 1)}, 1.3))::BIGINT AS shopper,
          ${chance('session', 2)} * ${DAYS * 86_400} AS started, ${chance('session', 3)} AS rank, ${chance('session', 4)} AS loyalty,
          hash(session, 5) % ${CLUSTERS} AS other, ${chance('i', 6)} AS side, ${chance('i', 7)} AS deed
        FROM (SELECT i, i // ${STEPS} AS session FROM range(${events}) event(i))
      )
      SELECT 'shopper-' || shopper AS user_id,
        'i' || (CASE WHEN loyalty < 0.8 THEN hash(shopper, 8) % ${CLUSTERS} ELSE other END + ${CLUSTERS} * (
          (floor(pow(${perCluster}, rank)) + step * floor(1 + 3 * side) + ${DRIFT} * floor(started / ${30 * 86_400}))::BIGINT % ${perCluster})) AS item_id,
        ${FIRST_MOMENT} + floor(started)::BIGINT + 40 * step AS timestamp,
        CASE WHEN deed < 0.03 THEN 'purchase' WHEN deed < 0.1 THEN 'add_to_cart' ELSE 'view_item' END AS event
      FROM drawn
    ) TO '${log}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  return { feed, log };
}
