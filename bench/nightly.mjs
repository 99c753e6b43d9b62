// Time of building with a day's log on top of a year's, against building anew; and the bytes that a returning shopper fetches.
import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateDailyShop } from './nightly/daily-shop.mjs';
import { REPOSITORY_ROOT } from './tools/repository-root.mjs';
import { runBuild } from './tools/run-build.mjs';

const FOLDER = `${REPOSITORY_ROOT}.cache/bench/nightly`;
const SIZES = [3_650_000];
const QUICK_SIZES = [365_000];
const ITEMS = 5000;
const EVENTS_PER_SHOPPER = 20;
/** Steps of a build that read the log. */
const OF_LOG = /^(opening|reading|cleaning|ordering) the log$/;

/** Columns of the printed table. */
export const COLUMNS = ['events', 'build', 'seconds', 'cpuSeconds', 'logSeconds', 'logCpuSeconds', 'filesRead', 'fetchedBytes'];

const NOTES = [
  `A synthetic shop: ${ITEMS} items, ${EVENTS_PER_SHOPPER} events per shopper, a CSV file for each day. First a build on 365 files; then one more file.`,
  '`onshelf build` in a process of its own, with its defaults, but for --encoder none; other load affects seconds (wall time), but hardly cpuSeconds (all threads).',
  'The build on top and the build anew (--no-cache) write the same bytes; the benchmark fails if they do not. Training is computed anew in both.',
  'fetchedBytes: files of the pack that the pack before did not have, pack.json excluded.',
];

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`
 */
export async function runBenchmark({ quick, sizes = quick ? QUICK_SIZES : SIZES }) {
  const rows = [];
  const ratios = {};
  for (const events of sizes) {
    process.stderr.write(`${events} events: writing the logs ...\n`);
    const folder = join(FOLDER, String(events));
    await rm(folder, { recursive: true, force: true });
    const shop = await generateDailyShop(folder, { events, shoppers: Math.ceil(events / EVENTS_PER_SHOPPER), items: ITEMS });
    const add = async (name, call, before) => {
      process.stderr.write(`${events} events: ${name} ...\n`);
      const report = await build(call);
      const row = {
        events,
        build: name,
        ...costs(report),
        filesRead: report.log.facts.files.length - report.kept.reused,
        fetchedBytes: await newBytes(call.out, before),
      };
      rows.push(row);
      return row;
    };
    const [pack, anew] = [join(folder, 'pack'), join(folder, 'anew')];
    const call = { feed: shop.feed, events: shop.events, out: pack, temp: folder };
    await add('first', call);
    const before = new Set(await readdir(pack));
    await copyFile(shop.lastDay, join(shop.events, 'day-365.csv'));
    const onTop = await add('a day on top', call, before);
    // The number is that of the pack it is compared with.
    const whole = await add('anew', { ...call, out: anew, more: ['--no-cache', '--number', '2'] }, before);
    await expectSame(pack, anew);
    const prices = join(folder, 'prices.tsv');
    await writeFile(prices, await withNewPrices(shop.feed));
    const kept = new Set(await readdir(pack));
    await add('prices of 5 % of the items', { ...call, feed: prices }, kept);
    ratios[`${events} events: reading the log, anew / on top (processor time)`] = whole.logCpuSeconds / onTop.logCpuSeconds;
    ratios[`${events} events: whole build, anew / on top (processor time)`] = whole.cpuSeconds / onTop.cpuSeconds;
    await rm(folder, { recursive: true });
  }
  return { rows, ratios, notes: NOTES };
}

function build({ feed, events, out, temp, more = [] }) {
  const words = ['--catalog', feed, '--events', events, '--out', out, '--temp', temp, '--encoder', 'none', ...more];
  return runBuild(words, { ...process.env, SOURCE_DATE_EPOCH: '1800000000' });
}

function costs({ seconds, steps }) {
  const sum = (field, chosen) => chosen.reduce((total, step) => total + step[field], 0);
  const ofLog = steps.filter(({ step }) => OF_LOG.test(step));
  return { seconds, cpuSeconds: sum('cpuSeconds', steps), logSeconds: sum('seconds', ofLog), logCpuSeconds: sum('cpuSeconds', ofLog) };
}

/** Bytes of the files that the current pack names and the folder did not have; all where there was no pack. */
async function newBytes(folder, before = new Set()) {
  const { files } = JSON.parse(await readFile(join(folder, 'pack.json'), 'utf8'));
  return files.filter(({ path }) => !before.has(path)).reduce((total, { bytes }) => total + bytes, 0);
}

/** @throws Error where two packs differ in a byte */
async function expectSame(one, other) {
  const manifest = await readFile(join(one, 'pack.json'), 'utf8');
  if (manifest !== (await readFile(join(other, 'pack.json'), 'utf8'))) throw new Error('The pack on top differs from the pack built anew.');
  for (const { path } of JSON.parse(manifest).files)
    if (!(await readFile(join(one, path))).equals(await readFile(join(other, path)))) throw new Error(`${path} differs.`);
}

/** The feed with another price for every twentieth item. */
async function withNewPrices(feed) {
  const lines = (await readFile(feed, 'utf8')).split('\n');
  return lines.map((line, row) => (row > 0 && row % 20 === 0 ? line.replace(/\t(\d+)\.00 EUR/, '\t$1.50 EUR') : line)).join('\n');
}
