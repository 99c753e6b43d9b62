// The cost of a whole list in Chromium, reasons and steps included, by catalogue size; and of MMR alone. Each beside a naive peer.
import { readFile, writeFile } from 'node:fs/promises';
import { buildPages, importPreparePack } from './tools/browser/build-pages.mjs';
import { servePages } from './tools/browser/serve-pages.mjs';
import { openPage, withBrowser } from './tools/browser/with-browser.mjs';
import { chosenNames } from './tools/chosen-names.mjs';
import { REPOSITORY_ROOT } from './tools/repository-root.mjs';
import { median, quantile } from './tools/statistics.mjs';

const FOLDER = '.cache/bench/lists';
const SIZES = [10_000, 50_000, 100_000, 200_000];
const QUICK_SIZES = [10_000];
const BACKENDS = ['js', 'wasm'];
const BESIDES = ['searches', 'relevance', 'placement'];
const COUNTS = [12, 50, 100];
const ROUNDS = { warmUp: 10, repeats: 60 };
const QUICK_ROUNDS = { warmUp: 3, repeats: 15 };
const TARGET_LIST_MS = 25;
const TARGET_MMR_MS = 10;

/** Columns of the printed table. */
export const COLUMNS = ['what', 'name', 'backend', 'items', 'count', 'medianMs', 'p95Ms', 'calls'];

const NOTES = [
  'Chromium, cross-origin isolated; seeded packs of 64 columns with 20 neighbours per item; 20 items viewed and 12 shown before, in a log on disk.',
  'list: from recommend() to its answer in the page, 12 items with reasons, through worker and messages. filter: price < 80 && viewed < 3, three quarters of the items; heavy filter: 74 comparisons of titles, the maximum of a rule; diversity 0.3; all steps: both, and price fit 0.2, calibration 0.2, rotation 0.5, exploration 0.1. Diversity chooses among 500 candidates.',
  'searches, relevance, placement: the plain list where three searches are known; where the pack has a curve of relevance; and of a placement with a filter, diversity and a campaign whose audience is asked for. Each in a browser of its own.',
  "naive: mean of the viewed rows, a loop over float32 rows, a sort of all items, textbook MMR, on the page's thread; no reasons. The calls alternate, so that other load on the machine affects all of them.",
  'mmr: count of 500 candidates of 64 columns with scores 1 / place, diversity 0.3; the run fails if Onshelf and the naive peer choose different items.',
];

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`; `only` names backends
 */
export async function runBenchmark({ quick, sizes = quick ? QUICK_SIZES : SIZES, only }) {
  const { warmUp, repeats } = quick ? QUICK_ROUNDS : ROUNDS;
  const backends = chosenNames(only, BACKENDS);
  const folder = `${REPOSITORY_ROOT}${FOLDER}`;
  const log = (text) => process.stderr.write(`${text}\n`);
  log('Building the page ...');
  await buildPages(FOLDER, { 'lists-page': 'bench/lists/lists-page.ts' });
  const { preparePack } = await importPreparePack(FOLDER);
  const site = await servePages(folder);
  const rows = [];
  const add = (facts, times) => {
    for (const [name, values] of Object.entries(times)) {
      rows.push({ ...facts, name, medianMs: median(values), p95Ms: quantile(values, 0.95), calls: values.length });
    }
  };
  /** Runs each part in a browser of its own, so that no earlier part slows it down. */
  const measure = (part, ...input) =>
    withBrowser(async (context) => {
      const { page, faults } = await openPage(context, site.address, 'lists-page', 'listsPage');
      const times = await page.evaluate(([name, given]) => globalThis.listsPage[name](...given), [part, input]);
      if (faults.length > 0) throw new Error(faults.join('; '));
      return times;
    });
  try {
    for (const count of COUNTS) {
      log(`MMR, ${count} of 500 ...`);
      add({ what: 'mmr', count }, await measure('mmr', count, warmUp, repeats));
    }
    for (const items of sizes) {
      log(`Making the pack of ${items} items ...`);
      await preparePack(items, `${folder}/pack-${items}`);
      await publishBesides(`${folder}/pack-${items}`);
      for (const backend of backends) {
        log(`Lists of ${items} items, ${backend} ...`);
        add({ what: 'list', items, backend, count: 12 }, await measure('lists', items, backend, warmUp, repeats));
        for (const name of BESIDES)
          add({ what: 'list', items, backend, count: 12 }, await measure('besides', items, backend, name, warmUp, repeats));
      }
    }
    if (site.unexpected.length > 0) throw new Error(`requests that were not found: ${site.unexpected.slice(0, 5).join(', ')}`);
    const browser = await withBrowser(async (context) => `Chromium ${context.browser()?.version() ?? ''}`);
    return { machine: { browser }, notes: [...NOTES, ...judgeListTargets(rows)], rows, ratios: listRatios(rows) };
  } finally {
    await site.stop();
  }
}

/** Writes, beside a pack, its manifest with a curve of relevance, and placements. */
async function publishBesides(folder) {
  const manifest = JSON.parse(await readFile(`${folder}/pack.json`, 'utf8'));
  const relevance = { deviations: [0, 2, 5], relevances: [0.001, 0.01, 0.1] };
  await writeFile(`${folder}/with-relevance.json`, JSON.stringify({ ...manifest, relevance }));
  const campaigns = [{ name: 'fans', audience: { known: true }, diversity: 0.3 }];
  const placements = { home: { filter: 'price < 80 && viewed < 3', campaigns } };
  await writeFile(`${folder}/scenarios.json`, JSON.stringify({ format: 'onshelf-scenarios', version: 1, placements }));
}

/** The naive peer's median divided by ours, from the same rounds. */
function listRatios(rows) {
  const ratios = {};
  for (const row of rows.filter(({ name }) => name !== 'naive' && !BESIDES.includes(name))) {
    const peer = rows.find(
      ({ name, what, items, backend, count }) =>
        name === 'naive' && what === row.what && items === row.items && backend === row.backend && count === row.count,
    );
    const title = row.what === 'mmr' ? `mmr, ${row.count} of 500` : `list of ${row.items} items, ${row.backend}, ${row.name}`;
    ratios[title] = peer.medianMs / row.medianMs;
  }
  return ratios;
}

/** One sentence per target. */
function judgeListTargets(rows) {
  const judged = [
    ...rows
      .filter(({ what, items, name }) => what === 'list' && items === 10_000 && name !== 'naive')
      .map((row) => [`list of 10 000 items, ${row.backend}, ${row.name}`, row.medianMs, TARGET_LIST_MS]),
    ...rows
      .filter(({ what, name }) => what === 'mmr' && name !== 'naive')
      .map((row) => [`mmr, ${row.count} of 500`, row.medianMs, TARGET_MMR_MS]),
  ];
  return judged.map(
    ([name, ms, target]) => `Target ${target} ms, ${name}: ${ms <= target ? 'reached' : 'missed'} with a median of ${ms.toFixed(1)} ms.`,
  );
}
