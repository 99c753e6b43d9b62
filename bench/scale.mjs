// Time and memory of building a pack, by size of the log.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { generateShop } from './scale/generate-shop.mjs';
import { drawCurves } from './tools/draw-curves.mjs';
import { REPOSITORY_ROOT } from './tools/repository-root.mjs';
import { runBuild } from './tools/run-build.mjs';

const FOLDER = `${REPOSITORY_ROOT}.cache/bench/scale`;
const SIZES = [1_000_000, 5_000_000, 20_000_000];
const QUICK_SIZES = [200_000, 500_000, 1_000_000];
/** With `--only encoder`: builds without and with a sequence encoder. */
const ENCODER_SIZES = [100_000, 1_000_000, 5_000_000];
const ENCODER_ITEMS = 20_000;
const EVENTS_PER_SHOPPER = 20;
const ITEMS = 200_000;
/** Steps below this at every size are not drawn. */
const SHOWN_SECONDS = 5;

/** Columns of the printed table. */
export const COLUMNS = ['events', 'step', 'seconds', 'cpuSeconds', 'microsecondsPerEvent', 'peakMegabytes', 'packMegabytes'];

const NOTES = [
  `A synthetic shop: ${ITEMS} items, ${EVENTS_PER_SHOPPER} events per shopper in sessions of 5, Zipf's law within each of 100 clusters of taste, bestsellers that change every month; written as Parquet.`,
  '`onshelf build` in a process of its own, with its defaults, but for --encoder none; other load on the machine affects seconds (wall time), but hardly cpuSeconds (all threads).',
  'peakMegabytes: maximum resident memory during the step, of the whole process with DuckDB; for the whole, as reported by the system.',
];

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`
 */
export async function runBenchmark({ quick, only, sizes, svg }) {
  if (only?.includes('encoder')) return measureEncoder(sizes ?? (quick ? QUICK_SIZES.slice(0, 1) : ENCODER_SIZES));
  return measureSizes(sizes ?? (quick ? QUICK_SIZES : SIZES), svg);
}

async function measureEncoder(sizes) {
  const rows = [];
  for (const events of sizes) {
    const folder = `${FOLDER}/encoder-${events}`;
    const shoppers = Math.ceil(events / EVENTS_PER_SHOPPER);
    const { feed, log } = await generateShop(folder, { events, shoppers, items: ENCODER_ITEMS });
    for (const encoder of ['none', 'auto']) {
      process.stderr.write(`${events} events: building with --encoder ${encoder} ...\n`);
      const { steps, seconds, peakMegabytes, pack } = await build(feed, log, folder, encoder);
      const cpuSeconds = steps.reduce((sum, step) => sum + step.cpuSeconds, 0);
      rows.push({ events, step: `whole, --encoder ${encoder}`, seconds, cpuSeconds, peakMegabytes, packMegabytes: pack.bytes / 2 ** 20 });
      await writeFile(`${FOLDER}/encoder-rows.json`, JSON.stringify(rows, null, 1));
    }
    await rm(folder, { recursive: true });
  }
  return {
    rows,
    ratios: {},
    notes: [`${NOTES[0].replace(ITEMS, ENCODER_ITEMS)}`, '`onshelf build` with its defaults, without and with an encoder.'],
  };
}

async function measureSizes(sizes, svg) {
  const rows = [];
  for (const events of sizes) {
    process.stderr.write(`${events} events: writing the log ...\n`);
    const folder = `${FOLDER}/${events}`;
    const { feed, log } = await generateShop(folder, { events, shoppers: Math.ceil(events / EVENTS_PER_SHOPPER), items: ITEMS });
    process.stderr.write(`${events} events: building ...\n`);
    const report = await build(feed, log, folder, 'none');
    const add = (cost) => rows.push({ events, ...cost, microsecondsPerEvent: (1e6 * cost.cpuSeconds) / events });
    for (const step of report.steps) add(step);
    const cpuSeconds = report.steps.reduce((sum, step) => sum + step.cpuSeconds, 0);
    const packMegabytes = report.pack.bytes / 2 ** 20;
    add({ step: 'whole', seconds: report.seconds, cpuSeconds, peakMegabytes: report.peakMegabytes, packMegabytes });
    process.stderr.write(`${events} events: ${Math.round(cpuSeconds)} s of processor time, at most ${report.peakMegabytes} MB\n`);
    // A run takes hours; finished rows survive a run that fails.
    await writeFile(`${FOLDER}/rows.json`, JSON.stringify(rows, null, 1));
    await rm(folder, { recursive: true });
  }
  if (svg) await writeCurve(rows);
  return { rows, ratios: growthRatios(rows.filter(({ step }) => step === 'whole')), notes: NOTES };
}

function build(feed, log, folder, encoder) {
  return runBuild(['--catalog', feed, '--events', log, '--out', `${folder}/pack`, '--temp', folder, '--encoder', encoder, '--fresh']);
}

/** Growth of the events divided by growth of the cost, between sizes; 1 is linear. */
function growthRatios(wholes) {
  return Object.fromEntries(
    wholes.slice(1).map(({ events, cpuSeconds }, place) => {
      const before = wholes[place];
      return [
        `${before.events} to ${events} events: events grow by more than the cost does`,
        events / before.events / (cpuSeconds / before.cpuSeconds),
      ];
    }),
  );
}

async function writeCurve(rows) {
  const results = new URL('results/', import.meta.url);
  await mkdir(results, { recursive: true });
  const lines = {};
  for (const { step, events, cpuSeconds } of rows) {
    // Small steps and long labels would only fill the picture.
    if (!rows.some((row) => row.step === step && row.cpuSeconds >= SHOWN_SECONDS)) continue;
    const name = step.replace(' (without held-out shoppers)', ', to tune on').replace(/ \(as if .*/, '');
    lines[name] ??= [];
    lines[name].push([events, cpuSeconds]);
  }
  const axes = { across: 'events', unit: ' s' };
  await writeFile(new URL('scale.svg', results), drawCurves('Building a pack: processor time', lines, ['whole'], axes));
}
