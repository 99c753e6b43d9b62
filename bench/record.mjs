// What recording costs the page, held against trackers and a naive recorder, and how soon an event is seen in a list.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { withBrowser } from './record/browser.mjs';
import { buildPages } from './record/build-pages.mjs';
import { measureChange } from './record/measure-change.mjs';
import { measureFold } from './record/measure-fold.mjs';
import { measureThroughput } from './record/measure-throughput.mjs';
import { measureTrackers } from './record/measure-trackers.mjs';
import { judgeTargets, ratiosOf } from './record/ratios.mjs';
import { servePages } from './record/serve-pages.mjs';

const FOLDER = '.cache/bench/record';
const PAGES = { 'trackers-page': 'bench/record/trackers-page.ts', 'shelf-page': 'bench/record/shelf-page.ts' };
const SEED = 20260412;
const SIZES = [10_000, 100_000];
const BACKENDS = ['js', 'wasm'];
const BURSTS = [1000, 4000];
const LOGS = [100, 1000, 5000];
const LOG_ITEMS = 10_000;
const SPACING_MS = 4;
const PATIENCE = { calls: 1000, rounds: 3, repeats: 9, folds: 7, views: 100 };
const QUICK_PATIENCE = { calls: 300, rounds: 1, repeats: 5, folds: 3, views: 40 };

/** Columns of the printed table. */
export const COLUMNS = [
  'what',
  'name',
  'items',
  'events',
  'calls',
  'medianMs',
  'meanMs',
  'p95Ms',
  'p99Ms',
  'busyMs',
  'longestTaskMs',
  'requests',
  'sent',
  'received',
  'eventsPerSecond',
  'beyondEmptyMs',
];

const NOTES = [
  'Real Chromium with a profile on disk; the pages are cross-origin isolated, where the clock ticks every 5 microseconds.',
  `call: synchronous time of one call on the page's thread. spaced: one every ${SPACING_MS} ms or later, each timed by itself; burst: all in one task, timed ten at a time for the median. A tenth each of lists of twelve items, searches and carts, the rest views; all recorders in one page, in blocks of ${PATIENCE.calls} (--quick: ${QUICK_PATIENCE.calls}) calls in random order, garbage collected before each; ${PATIENCE.rounds} rounds (--quick: ${QUICK_PATIENCE.rounds}), their median.`,
  "busyMs: the page's thread's time for each event until all was stored or sent (DevTools' TaskDuration, by the thread's own clock), less what the same block costs with a call that does nothing, which is row \"nothing\": what the measuring itself costs.",
  'longestTaskMs: in blocks of their own, by a message that the page sends itself without end, and by the Long Tasks API. A burst is one task by itself. It is time on the wall: on a machine that does other work, row "nothing" has long tasks too.',
  'Trackers send to this machine, and every event is counted there; ours and the naive one are counted in the database. A run in which one is missing fails. requests: those with events, per block.',
  "posthog batches as it comes; its cap of ten events a second is raised, its filter for robots is off. Segment and Snowplow send each event by itself as they come; -batched: with their own option for batches of ten. Autocapture, recording, flags and remote scripts are off. The page is driven by Playwright, which watches the network: requests cost the page's thread a little more than they would elsewhere.",
  'naive-idb: one put, hence one transaction, for each event, by idb.',
  'acknowledged burst: from the first of many calls to the last promise kept, consent granted, a new page for each.',
  `first list: of a page just opened on a log with so many events, the pack of ${LOG_ITEMS} items at hand. Nothing folded: no page has read that log before. Fold kept: after such a page. beyondEmptyMs: less the same with an empty log.`,
  'event to list: from track() to the answer of recommend() that reflects it. awaited: asked for at once; subscribed: asked for when told of a change.',
];

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`
 */
export async function runBenchmark({ quick, sizes = SIZES }) {
  const { calls, rounds, repeats, folds, views } = quick ? QUICK_PATIENCE : PATIENCE;
  const folder = fileURLToPath(new URL(`../${FOLDER}`, import.meta.url));
  const log = (text) => process.stderr.write(`${text}\n`);
  log('Building the pages ...');
  await buildPages(FOLDER, PAGES);
  const { preparePack, seededRandom } = await import(pathToFileURL(`${folder}/prepare-pack.js`).href);
  log('Making the packs ...');
  for (const items of new Set([LOG_ITEMS, ...sizes])) await preparePack(items, `${folder}/pack-${items}`);
  const site = await servePages(folder);
  const random = seededRandom(SEED);
  /** Each part in a browser of its own, so that nothing before can slow it down. */
  const measure = (title, part, settings) => {
    log(`${title} ...`);
    return withBrowser((context) => part(context, site, { ...settings, random, log }));
  };
  try {
    const rows = [
      ...(await measure('Calls', measureTrackers, { calls, rounds, spacingMs: SPACING_MS })),
      ...(await measure('Bursts', measureThroughput, { bursts: BURSTS, repeats })),
      ...(await measure('Logs', measureFold, { sizes: LOGS, items: LOG_ITEMS, repeats: folds })),
      ...(await measure('Changes', measureChange, { sizes, backends: BACKENDS, views })),
    ];
    if (site.unexpected.length > 0) throw new Error(`asked for what is not here: ${site.unexpected.slice(0, 5).join(', ')}`);
    const ratios = ratiosOf(rows);
    const browser = await withBrowser(async (context) => `Chromium ${context.browser()?.version() ?? ''}`);
    return { machine: { browser }, notes: [...NOTES, ...judgeTargets(rows, ratios)], rows, ratios };
  } finally {
    await site.stop();
  }
}
