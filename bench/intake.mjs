// Memory and speed of reading a large XML feed, against a plain pass of the same parser.
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { writeXmlFeed } from './intake/write-xml-feed.mjs';
import { REPOSITORY_ROOT } from './tools/repository-root.mjs';
import { median } from './tools/statistics.mjs';

const FOLDER = fileURLToPath(new URL('../.cache/bench/intake', import.meta.url));
const MEGABYTES = 2048;
const QUICK_MEGABYTES = 100;
const ROUNDS = 3;

/** Columns of the printed table. */
export const COLUMNS = ['feed', 'reader', 'megabytes', 'items', 'seconds', 'cpuSeconds', 'megabytesPerSecond', 'peakMegabytes'];

const NOTES = [
  'A made-up feed of Google Merchant as RSS, the same for every run: products of about 20 kB each, nearly all of it the description in HTML.',
  'readFeed: the whole catalogue, with the first 2 000 characters of each description. parser: saxes alone, with empty handlers, in a process of its own.',
  'seconds: wall time of reading, median of the rounds, without the start of the process; cpuSeconds: processor time of all threads, which other load hardly affects. peakMegabytes: maximum resident memory of the process, as reported by the system, largest of the rounds.',
];

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`; `sizes` are megabytes
 */
export async function runBenchmark({ quick, sizes = [quick ? QUICK_MEGABYTES : MEGABYTES], rounds = quick ? ROUNDS : 1 }) {
  await mkdir(FOLDER, { recursive: true });
  const bundle = await rolldown({
    cwd: REPOSITORY_ROOT,
    input: 'bench/intake/measure-feed.ts',
    platform: 'node',
    external: [/^node:/, '@duckdb/node-api'],
    logLevel: 'warn',
  });
  await bundle.write({ file: `${FOLDER}/measure-feed.mjs`, format: 'esm', codeSplitting: false });
  const rows = [];
  const ratios = {};
  for (const size of sizes) {
    const feed = `${FOLDER}/feed-${size}.xml`;
    process.stderr.write(`${size} MB: writing the feed ...\n`);
    const items = await writeXmlFeed(feed, size * 2 ** 20);
    const megabytes = Math.round(statSync(feed).size / 2 ** 20);
    const measured = { readFeed: [], parser: [] };
    for (let round = 0; round < rounds; round++)
      for (const reader of ['parser', 'readFeed']) measured[reader].push(await measure(reader, feed));
    for (const [reader, runs] of Object.entries(measured)) {
      const seconds = median(runs.map((run) => run.seconds));
      if (reader === 'readFeed' && runs.some((run) => run.items !== items))
        throw new Error(`${runs[0].items} items were read, ${items} written.`);
      rows.push({
        feed: 'RSS',
        reader,
        megabytes,
        items,
        seconds,
        cpuSeconds: median(runs.map((run) => run.cpuSeconds)),
        megabytesPerSecond: megabytes / seconds,
        peakMegabytes: Math.max(...runs.map((run) => run.peakMegabytes)),
      });
    }
    const [whole, parser] = rows.slice(-2);
    ratios[`processor time of parser alone / readFeed, ${size} MB`] = parser.cpuSeconds / whole.cpuSeconds;
    ratios[`size of the feed / peak memory of readFeed, ${size} MB`] = megabytes / whole.peakMegabytes;
    await rm(feed);
  }
  return { rows, ratios, notes: NOTES };
}

/** Runs one reader in a process of its own. */
function measure(reader, feed) {
  const child = spawn(process.execPath, [`${FOLDER}/measure-feed.mjs`, reader, feed], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (text) => {
    output += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(JSON.parse(output)) : reject(new Error(`${reader} ended with ${code}`))));
  });
}
