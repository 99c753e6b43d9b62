// What a whole list costs in Chromium, reasons and steps included, as the catalogue grows; and MMR alone. Both beside a naive peer.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { openPage, withBrowser } from './record/browser.mjs';
import { buildPages } from './record/build-pages.mjs';
import { servePages } from './record/serve-pages.mjs';
import { median, quantile } from './record/statistics.mjs';

const FOLDER = '.cache/bench/lists';
const SIZES = [10_000, 50_000, 100_000, 200_000];
const QUICK_SIZES = [10_000];
const BACKENDS = ['js', 'wasm'];
const COUNTS = [12, 50, 100];
const PATIENCE = { warmUp: 10, repeats: 60 };
const QUICK_PATIENCE = { warmUp: 3, repeats: 15 };
const TARGET_LIST_MS = 25;
const TARGET_MMR_MS = 10;

/** Columns of the printed table. */
export const COLUMNS = ['what', 'name', 'backend', 'items', 'count', 'medianMs', 'p95Ms', 'calls'];

const NOTES = [
  'Real Chromium, cross-origin isolated; seeded packs of 64 columns with 20 neighbours an item; 20 items viewed and 12 shown before, in a log on disk.',
  'list: from recommend() to its answer in the page, 12 items with reasons, through worker and messages. filter: price < 80 && viewed < 3, three quarters of the items; heavy filter: 74 comparisons of titles, as many as a rule may have; diversity 0.3; all steps: both, and price fit 0.2, calibration 0.2, rotation 0.5, exploration 0.1. With diversity 500 candidates are chosen among.',
  "naive: mean of the viewed rows, a loop over float32 rows, a sort of all items, MMR as it is usually written, on the page's own thread; no reasons. The calls take turns, so what else the machine does meets all of them.",
  'mmr: so many of 500 candidates of 64 columns whose scores fall as 1 / place, diversity 0.3; the run fails where ours and the naive one choose other items.',
];

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`; `only` names backends
 */
export async function runBenchmark({ quick, sizes = quick ? QUICK_SIZES : SIZES, only = BACKENDS }) {
  const { warmUp, repeats } = quick ? QUICK_PATIENCE : PATIENCE;
  const folder = fileURLToPath(new URL(`../${FOLDER}`, import.meta.url));
  const log = (text) => process.stderr.write(`${text}\n`);
  log('Building the page ...');
  await buildPages(FOLDER, { 'lists-page': 'bench/lists/lists-page.ts' });
  const { preparePack } = await import(pathToFileURL(`${folder}/prepare-pack.js`).href);
  const site = await servePages(folder);
  const rows = [];
  const add = (facts, times) => {
    for (const [name, values] of Object.entries(times)) {
      rows.push({ ...facts, name, medianMs: median(values), p95Ms: quantile(values, 0.95), calls: values.length });
    }
  };
  /** Each in a browser of its own, so that nothing before can slow it down. */
  const ask = (part, ...words) =>
    withBrowser(async (context) => {
      const { page, faults } = await openPage(context, site.address, 'lists-page', 'listsPage');
      const times = await page.evaluate(([name, given]) => globalThis.listsPage[name](...given), [part, words]);
      if (faults.length > 0) throw new Error(faults.join('; '));
      return times;
    });
  try {
    for (const count of COUNTS) {
      log(`MMR, ${count} of 500 ...`);
      add({ what: 'mmr', count }, await ask('mmr', count, warmUp, repeats));
    }
    for (const items of sizes) {
      log(`Making the pack of ${items} items ...`);
      await preparePack(items, `${folder}/pack-${items}`);
      for (const backend of BACKENDS.filter((name) => only.includes(name))) {
        log(`Lists of ${items} items, ${backend} ...`);
        add({ what: 'list', items, backend, count: 12 }, await ask('lists', items, backend, warmUp, repeats));
      }
    }
    if (site.unexpected.length > 0) throw new Error(`asked for what is not here: ${site.unexpected.slice(0, 5).join(', ')}`);
    const browser = await withBrowser(async (context) => `Chromium ${context.browser()?.version() ?? ''}`);
    return { machine: { browser }, notes: [...NOTES, ...judgeTargets(rows)], rows, ratios: ratiosOf(rows) };
  } finally {
    await site.stop();
  }
}

/** How many times sooner than the naive peer of the same turns. */
function ratiosOf(rows) {
  const ratios = {};
  for (const row of rows.filter(({ name }) => name !== 'naive')) {
    const peer = rows.find(
      ({ name, what, items, backend, count }) =>
        name === 'naive' && what === row.what && items === row.items && backend === row.backend && count === row.count,
    );
    const title = row.what === 'mmr' ? `mmr, ${row.count} of 500` : `list of ${row.items} items, ${row.backend}, ${row.name}`;
    ratios[title] = peer.medianMs / row.medianMs;
  }
  return ratios;
}

function judgeTargets(rows) {
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
