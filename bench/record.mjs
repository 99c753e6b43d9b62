// The cost of recording for the page, beside trackers and a naive recorder, and the delay from an event to a changed list.
import { measureChange } from './record/measure-change.mjs';
import { measureFold } from './record/measure-fold.mjs';
import { measureThroughput } from './record/measure-throughput.mjs';
import { measureTrackers } from './record/measure-trackers.mjs';
import { measureWithdrawal } from './record/measure-withdrawal.mjs';
import { judgeRecordTargets, recordRatios } from './record/record-ratios.mjs';
import { buildPages, importPreparePack } from './tools/browser/build-pages.mjs';
import { servePages } from './tools/browser/serve-pages.mjs';
import { withBrowser } from './tools/browser/with-browser.mjs';
import { chosenNames } from './tools/chosen-names.mjs';
import { REPOSITORY_ROOT } from './tools/repository-root.mjs';

const FOLDER = '.cache/bench/record';
const PAGES = { 'trackers-page': 'bench/record/trackers-page.ts', 'shelf-page': 'bench/record/shelf-page.ts' };
const SEED = 20260412;
const SIZES = [10_000, 100_000];
const BACKENDS = ['js', 'wasm'];
const BURSTS = [1000, 4000];
const LOGS = [100, 1000, 5000];
const LOG_ITEMS = 10_000;
const SPACING_MS = 4;
const WITHDRAWN = 100;
const REPEATS = { calls: 1000, rounds: 3, repeats: 9, folds: 7, views: 100, withdrawals: 15 };
const QUICK_REPEATS = { calls: 300, rounds: 1, repeats: 5, folds: 3, views: 40, withdrawals: 5 };
/** What is measured, in this order; `--only` chooses. */
const PARTS = ['calls', 'bursts', 'logs', 'changes', 'withdrawal'];

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
  'Chromium with a profile on disk; the pages are cross-origin isolated, where the clock has a resolution of 5 microseconds.',
  `call: synchronous time of one call on the page's thread. spaced: one every ${SPACING_MS} ms or later, each timed separately; burst: all in one task, timed ten at a time for the median. A tenth each of lists of twelve items, searches and carts, the rest views; all recorders in one page, in blocks of ${REPEATS.calls} (--quick: ${QUICK_REPEATS.calls}) calls in random order, garbage collected before each; ${REPEATS.rounds} rounds (--quick: ${QUICK_REPEATS.rounds}), their median.`,
  'busyMs: time of the page\'s thread per event until all events were stored or sent (DevTools\' TaskDuration, thread clock), minus the same block with a call that does nothing, which is row "nothing": the cost of measuring.',
  'longestTaskMs: in separate blocks, by a message that the page continually posts to itself, and by the Long Tasks API. A burst is one task. This is wall time: on a machine with other load, row "nothing" has long tasks too.',
  'Trackers send to this machine, where every event is counted; events of onshelf and naive-idb are counted in the database. The run fails if one is missing. requests: those with events, per block.',
  "posthog batches by default; its cap of ten events a second is raised, its bot filter is off. Segment and Snowplow send each event in a request of its own by default; -batched: with their own option for batches of ten. Autocapture, recording, flags and remote scripts are off. Playwright drives the page and watches the network: requests cost the page's thread slightly more than elsewhere.",
  'naive-idb: one put, and so one transaction, per event, with idb.',
  'acknowledged burst: from the first of many calls to the last resolved promise, consent granted, a new page for each.',
  `first list: of a page just opened on a log with the given number of events, the pack of ${LOG_ITEMS} items loaded. Nothing folded: no page has read that log before. Fold kept: after such a page. beyondEmptyMs: minus the same with an empty log.`,
  `withdrawal: a shopper takes consent back in one of three tabs with ${WITHDRAWN} events, of which another is frozen. Until the call answered; until the browser's inspector (DevTools protocol) shows neither database nor bucket; until another tab has no event. By a clock outside the browser, whose questions take some milliseconds each. naive-idb: deletes its database; its third tab is not frozen, which would block it.`,
  'event to list: from track() to the answer of recommend() that reflects it. awaited: requested at once; subscribed: requested when a change is reported.',
];

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`
 */
export async function runBenchmark({ quick, sizes = SIZES, only }) {
  const { calls, rounds, repeats, folds, views, withdrawals } = quick ? QUICK_REPEATS : REPEATS;
  const parts = chosenNames(only, PARTS);
  const folder = `${REPOSITORY_ROOT}${FOLDER}`;
  const log = (text) => process.stderr.write(`${text}\n`);
  log('Building the pages ...');
  await buildPages(FOLDER, PAGES);
  const { preparePack, seededRandom } = await importPreparePack(FOLDER);
  log('Making the packs ...');
  for (const items of new Set([LOG_ITEMS, ...sizes])) await preparePack(items, `${folder}/pack-${items}`);
  const site = await servePages(folder);
  const random = seededRandom(SEED);
  const measures = {
    calls: [measureTrackers, { calls, rounds, spacingMs: SPACING_MS }],
    bursts: [measureThroughput, { bursts: BURSTS, repeats }],
    logs: [measureFold, { sizes: LOGS, items: LOG_ITEMS, repeats: folds }],
    changes: [measureChange, { sizes, backends: BACKENDS, views }],
    withdrawal: [measureWithdrawal, { events: WITHDRAWN, items: LOG_ITEMS, repeats: withdrawals }],
  };
  try {
    const rows = [];
    for (const part of parts) {
      log(`${part} ...`);
      const [measure, settings] = measures[part];
      // Each in a browser of its own, so that no earlier part slows it down.
      rows.push(...(await withBrowser((context) => measure(context, site, { ...settings, random, log }))));
    }
    if (site.unexpected.length > 0) throw new Error(`requests that were not found: ${site.unexpected.slice(0, 5).join(', ')}`);
    const ratios = recordRatios(rows);
    const browser = await withBrowser(async (context) => `Chromium ${context.browser()?.version() ?? ''}`);
    // Targets are of the whole.
    const judged = parts.length === PARTS.length ? judgeRecordTargets(rows, ratios) : [];
    return { machine: { browser }, notes: [...NOTES, ...judged], rows, ratios };
  } finally {
    await site.stop();
  }
}
