// How fast the backends score, beside other libraries on the same problem in the same run.
import { writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { buildContenders } from './score/build-contenders.mjs';
import { CONTENDERS, OURS } from './score/contenders.mjs';
import { runInChromium } from './score/run-in-chromium.mjs';
import { runInNode } from './score/run-in-node.mjs';
import { scoreRatios } from './score/score-ratios.mjs';
import { serveFiles } from './score/serve-files.mjs';
import { describeBrowser } from './tools/browser/with-page.mjs';
import { chosenNames } from './tools/chosen-names.mjs';
import { drawCurves } from './tools/draw-curves.mjs';
import { REPOSITORY_ROOT } from './tools/repository-root.mjs';

const FOLDER = '.cache/bench/score';
const DIMENSIONS = 64;
const COUNT = 100;
const BATCH = 256;
const SIZES = [1000, 10_000, 100_000, 1_000_000];
const QUICK_SIZES = [1000, 10_000];
const DURATIONS = { warmUpMs: 500, measureMs: 2000 };
const QUICK_DURATIONS = { warmUpMs: 150, measureMs: 400 };
const BATCH_CAP_MS = 60_000;
const QUICK_BATCH_CAP_MS = 10_000;
const TIMEOUT_MS = 15 * 60_000;
const QUICK_TIMEOUT_MS = 3 * 60_000;

/** Columns of the printed table. */
export const COLUMNS = [
  'what',
  'name',
  'where',
  'n',
  'batch',
  'medianMs',
  'p95Ms',
  'calls',
  'agreement',
  'bytes',
  'downloadBytes',
  'formulation',
  'recall',
  'buildMs',
  'loadMs',
  'skipped',
];

const NOTES = [
  `One problem for all contenders: int8 rows of ${DIMENSIONS} columns from seeded normals, a bias, float32 queries, a tenth of the items masked, the top ${COUNT}.`,
  'Each contender runs in a module worker of a fresh browser on a cross-origin isolated page; in Node, in a process of its own.',
  `Warm-up of at least 3 calls and ${DURATIONS.warmUpMs} ms, then at least 9 calls and ${DURATIONS.measureMs} ms (--quick: ${QUICK_DURATIONS.warmUpMs} and ${QUICK_DURATIONS.measureMs} ms); if a call takes more than 2 s: one to warm up, three measured. Calls below 0.5 ms are timed several at a time.`,
  "Onshelf's backends are timed through score() and scoreBatch(), settling included, and receive a new mask with each query. Peers keep matrix, bias and mask on the device.",
  'Peers are tried in every formulation; the fastest one is measured. "-heap": all scores are read back and the top K is selected in JavaScript. "-threads": with all threads, which only cross-origin isolated pages may use; all other rows use one.',
  `A batch has ${BATCH} queries; a batch estimated to take more than ${BATCH_CAP_MS / 1000} s (--quick: ${QUICK_BATCH_CAP_MS / 1000} s) is skipped. Peers that need all scores at once receive parts of at most 2^25 scores.`,
  'agreement: the minimum share of places with the right item, or one whose score ties within 32-bit rounding, over the queries checked.',
  'bytes: memory while ready to answer; for peers, matrix and addends, for an index, the content of its file. downloadBytes: gzip size of the code.',
  'hnswlib-wasm: its index is built once for its answers, and once more for its first answer, which is timed once; --quick omits more than 10 000 items.',
  'first answer: from the bytes of a pack in memory to one answer, in a fresh worker with the code loaded: decode and check the pack, open the backend, score.',
];

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`
 */
export async function runBenchmark(options) {
  const { quick, adapter } = options;
  const chosen = chosenNames(
    options.only,
    CONTENDERS.map(({ name }) => name),
  );
  const folder = `${REPOSITORY_ROOT}${FOLDER}`;
  const log = (text) => process.stderr.write(`${text}\n`);
  log('Building the contenders ...');
  const { downloads, failures } = await buildContenders(FOLDER);
  const { prepareProblem } = await import(pathToFileURL(`${folder}/prepare-problem.js`).href);
  const { address, stop } = await serveFiles(folder);
  const rows = [];
  const add = (row) => {
    rows.push(row);
    const result = row.skipped === undefined ? `${row.medianMs.toFixed(3)} ms` : `skipped: ${row.skipped}`;
    log(`  ${row.what} ${row.name} (${row.where}) x${row.batch}: ${result}`);
    // A run takes an hour; finished rows survive a run that fails.
    writeFileSync(`${folder}/rows.json`, JSON.stringify(rows));
  };

  /** Measures one contender in one place, or adds a row with the reason why not. */
  const measure = async (contender, where, what, n, run) => {
    const { name, mostItems = Number.POSITIVE_INFINITY, quickItems = mostItems } = contender;
    const file = contender.module ?? name;
    const row = { what, name, where, n, d: DIMENSIONS, k: COUNT, downloadBytes: downloads[file] };
    try {
      if (failures[file] !== undefined) throw new Error(failures[file]);
      const most = quick ? quickItems : mostItems;
      if (n > most) throw new Error(`more than ${most} items take too long`);
      for (const measured of await run(file)) add({ ...row, ...measured });
    } catch (error) {
      add({ ...row, batch: 1, skipped: error.message.split('\n')[0] });
    }
  };

  try {
    const browser = await describeBrowser(address, adapter);
    for (const n of options.sizes ?? (quick ? QUICK_SIZES : SIZES)) {
      log(`${n} items: making the problem ...`);
      await prepareProblem({ items: n, dimensions: DIMENSIONS, count: COUNT, queries: BATCH }, `${folder}/problem-${n}`);
      const timeout = quick ? QUICK_TIMEOUT_MS : TIMEOUT_MS;
      for (const contender of CONTENDERS.filter(({ name }) => chosen.includes(name))) {
        const { threads = 1, firstAnswers = 0, node = false, needsGpu = false } = contender;
        const jobFor = (base, file, kind) => ({
          kind,
          module: `${base}contenders/${file}.js`,
          problem: `${base}problem-${n}/problem`,
          pack: `${base}problem-${n}`,
          batch: BATCH,
          batchCapMs: quick ? QUICK_BATCH_CAP_MS : BATCH_CAP_MS,
          threads,
          peers: `${address}peers/`,
          durations: quick ? QUICK_DURATIONS : DURATIONS,
        });
        await measure(contender, 'chromium', 'answers', n, async (file) => {
          const [answers] = await runInChromium({ address, adapter }, jobFor(address, file, 'answers'), 1, timeout);
          return answers;
        });
        if (firstAnswers > 0) {
          await measure(contender, 'chromium', 'first answer', n, async (file) => {
            const runs = await runInChromium({ address, adapter }, jobFor(address, file, 'first answer'), firstAnswers, timeout);
            return [middleOf(runs.map(([run]) => run))];
          });
        }
        if (node) {
          const run = (file) => runInNode(`${folder}/node-host.js`, { ...jobFor(`${folder}/`, file, 'answers'), needsGpu }, timeout);
          await measure(contender, 'node', 'answers', n, run);
        }
      }
    }
    if (options.svg) await writeCurves(rows);
    return { machine: browser, notes: NOTES, rows, ratios: scoreRatios(rows) };
  } finally {
    await stop();
  }
}

/** The median run; its p95 is the slowest run. */
function middleOf(runs) {
  const sorted = [...runs].sort((a, b) => a.medianMs - b.medianMs);
  return { ...sorted[sorted.length >> 1], p95Ms: sorted.at(-1).medianMs, calls: sorted.length };
}

const CURVES = [
  ['score-single', `One query, the best ${COUNT} of N items in Chromium: median`, ({ what, batch }) => what === 'answers' && batch === 1],
  ['score-batch', `${BATCH} queries at once, in Chromium: median`, ({ what, batch }) => what === 'answers' && batch === BATCH],
  ['score-first-answer', "From a pack's bytes to the first answer, in Chromium: median", ({ what }) => what === 'first answer'],
];

async function writeCurves(rows) {
  const results = new URL('results/', import.meta.url);
  await mkdir(results, { recursive: true });
  for (const [file, title, belongs] of CURVES) {
    const lines = {};
    for (const row of rows) {
      if (row.where !== 'chromium' || row.medianMs === undefined || !belongs(row)) continue;
      lines[row.name] ??= [];
      lines[row.name].push([row.n, row.medianMs]);
    }
    for (const points of Object.values(lines)) points.sort(([a], [b]) => a - b);
    if (Object.keys(lines).length > 0) await writeFile(new URL(`${file}.svg`, results), drawCurves(title, lines, OURS));
  }
}
