// The size of a pack and the accuracy of its lists at that size, on the log ONSHELF_LOG, else Amazon Beauty's, else the sample shop's.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { drawTradeoff } from './pack-size/draw-tradeoff.mjs';
import { DATA_FOLDER } from './tools/data/data-folder.mjs';
import { importMeasurements } from './tools/import-measurements.mjs';

const LOGS = [`${DATA_FOLDER}/beauty/events.csv.gz`, 'demo/sample/events.csv'];
const SHOPPERS = { tuned: 2000, measured: Number.POSITIVE_INFINITY };
const QUICK_SHOPPERS = { tuned: 300, measured: 2500 };
/** Columns and followers of the pack that ships. */
const DEFAULT = { dimensions: 32, followers: 20 };

/** Columns of the printed table. */
export const COLUMNS = ['name', 'bytes', 'gzip', 'brotli', 'decodeMs', 'HR@10', 'NDCG@10'];

/** Runs the benchmark. */
export async function runBenchmark({ quick, svg }) {
  const { measurePackSizes } = await importMeasurements(['pack-size/measure-pack-size.ts'], '.cache/bench/pack-size');
  const log = process.env.ONSHELF_LOG ?? LOGS.find((path) => existsSync(path));
  if (log === undefined) throw new Error('No log found. Run `npm start` once, which makes the sample, or set ONSHELF_LOG to a log.');
  const shoppers = quick ? QUICK_SHOPPERS : SHOPPERS;
  const rows = await measurePackSizes(log, shoppers, (row) =>
    process.stderr.write(`${row.name}: ${row.bytes.toFixed(1)} bytes, NDCG@10 ${row['NDCG@10'].toFixed(4)}\n`),
  );
  const name = log.split('/').slice(-2).join('/');
  const isDefault = ({ dimensions, followers, plain }) =>
    plain !== true && dimensions === DEFAULT.dimensions && followers === DEFAULT.followers;
  if (svg) {
    const points = rows.map((row) => ({
      name: row.dimensions === DEFAULT.dimensions ? `${row.followers} + ${row.neighbours}` : row.name,
      bytes: row.bytes,
      gain: row['NDCG@10'],
      onCurve: row.dimensions === DEFAULT.dimensions,
      chosen: isDefault(row),
    }));
    await writeFile(new URL('results/pack-size.svg', import.meta.url), drawTradeoff(`NDCG@10 against bytes per item, ${name}`, points));
  }
  const [plain] = rows;
  const ships = rows.find(isDefault);
  return {
    rows,
    ratios: {
      'NDCG@10 of what ships vs plain': ships['NDCG@10'] / plain['NDCG@10'],
      'bytes of plain vs what ships': plain.bytes / ships.bytes,
    },
    notes: [
      `Leave-last-out on ${name}, history masked; ${quick ? `a seeded sample of ${shoppers.measured} shoppers measured, ` : ''}the blend tuned for each pack on ${shoppers.tuned} other targets.`,
      'Bytes per item of the files rows and neighbours. A name contains the columns, then followers + neighbours per item on average.',
    ],
  };
}
