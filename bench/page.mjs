// The cost of the script tag for a page, beside a page with nothing and pages with trackers.
import { readFile } from 'node:fs/promises';
import { buildSite } from './page/build-site.mjs';
import { measureLoad } from './page/measure-load.mjs';
import { serveSite } from './page/serve-site.mjs';
import { importPreparePack } from './tools/browser/build-pages.mjs';
import { withBrowser } from './tools/browser/with-browser.mjs';
import { chosenNames } from './tools/chosen-names.mjs';
import { REPOSITORY_ROOT } from './tools/repository-root.mjs';
import { median, shuffle } from './tools/statistics.mjs';

const FOLDER = '.cache/bench/page';
const SEED = 20260412;
const ITEMS = 1000;
const TRACKERS = ['posthog', 'segment', 'snowplow'];
const CONTENDERS = ['nothing', 'onshelf', 'onshelf with a list', ...TRACKERS];
const ROUNDS = 9;
const QUICK_ROUNDS = 3;
const FIGURES = ['scriptMs', 'busyMs', 'longestTaskMs', 'lcpMs', 'inpMs'];
const BYTES = ['tagBytes', 'pageBytes', 'workerBytes', 'packBytes'];

/** Columns of the printed table. */
export const COLUMNS = ['name', ...BYTES, ...FIGURES];

const NOTES = [
  `Chromium, a fresh context for each load: nothing is cached. DevTools slows the page's processor down four times and its network to 10 Mbit/s with 40 ms; workers are not slowed down. Medians of ${ROUNDS} loads (--quick: ${QUICK_ROUNDS}; or --rounds) in random order.`,
  'The page: a picture, a button that is clicked five times while it loads, 200 products, and one view of a product that every contender records. The run fails if an event does not arrive. Onshelf reads it from a GA4 data layer and stores it, consent granted; trackers receive it through their own call and send it to this machine.',
  'onshelf with a list: also an element with four products, filled.',
  "tagBytes: the script in the page's markup. pageBytes: all code on the page's thread until the event was recorded. workerBytes and packBytes: Onshelf only; the worker does not run on the page's thread. All gzipped, level 9.",
  "scriptMs, busyMs: time of the page's thread in scripts and in total, from navigation until the event was sent, or the pack loaded, and 1.5 s more (DevTools' ScriptDuration and TaskDuration, thread clock).",
  'longestTaskMs: in separate loads, by messages that the page continually posts to itself. lcpMs: Largest Contentful Paint. inpMs: the slowest click until its paint, in steps of 8 ms.',
  'posthog, Segment and Snowplow: bundled from npm as in a shop, one module each, all optional features off.',
];

/**
 * Runs the benchmark on the output of `npm run build`.
 *
 * @param options see `run.mjs`
 */
export async function runBenchmark({ quick, rounds = quick ? QUICK_ROUNDS : ROUNDS, only }) {
  const contenders = chosenNames(only, CONTENDERS);
  const folder = `${REPOSITORY_ROOT}${FOLDER}`;
  const log = (text) => process.stderr.write(`${text}\n`);
  log('Building the pages ...');
  await buildSite(FOLDER, TRACKERS);
  const { preparePack, seededRandom } = await importPreparePack(FOLDER);
  await preparePack(ITEMS, `${folder}/pack`);
  const probe = await readFile(`${folder}/watch-tasks.js`, 'utf8');
  const site = await serveSite(folder);
  const random = seededRandom(SEED);
  const loads = [];
  try {
    const browser = await withBrowser(async (context) => {
      const instance = context.browser();
      for (let round = 0; round < rounds; round++) {
        const turns = shuffle(
          contenders.flatMap((contender) => [null, probe].map((watching) => ({ contender, probe: watching }))),
          random,
        );
        for (const turn of turns) loads.push(await measureLoad(instance, site, turn));
        log(`  round ${round + 1} of ${rounds} done`);
      }
      return `Chromium ${instance.version()}`;
    });
    if (site.unexpected.length > 0) throw new Error(`requests that were not found: ${site.unexpected.slice(0, 5).join(', ')}`);
    const rows = contenders.map((name) =>
      rowOf(
        name,
        loads.filter(({ contender }) => contender === name),
      ),
    );
    return { machine: { browser }, notes: NOTES, rows, ratios: pageRatios(rows) };
  } finally {
    await site.stop();
  }
}

/** Medians of the loads of one contender; of the probed ones, the longest task only. */
function rowOf(name, loads) {
  const plain = loads.filter(({ longestTaskMs }) => longestTaskMs === null);
  const probed = loads.filter(({ longestTaskMs }) => longestTaskMs !== null);
  const of = (figure) => median((figure === 'longestTaskMs' ? probed : plain).map((load) => load[figure]));
  return { name, ...Object.fromEntries([...BYTES, ...FIGURES].map((figure) => [figure, of(figure)])) };
}

/** Each tracker's figure divided by ours; of script time, what is added to the page with nothing. */
function pageRatios(rows) {
  const ratios = {};
  const find = (name) => rows.find((row) => row.name === name);
  const [nothing, ours] = [find('nothing'), find('onshelf')];
  if (nothing === undefined || ours === undefined) return ratios;
  for (const peer of rows.filter(({ name }) => TRACKERS.includes(name))) {
    for (const figure of ['tagBytes', 'pageBytes']) ratios[`${figure} vs ${peer.name}`] = peer[figure] / ours[figure];
    ratios[`scriptMs beyond nothing vs ${peer.name}`] = (peer.scriptMs - nothing.scriptMs) / (ours.scriptMs - nothing.scriptMs);
    for (const figure of ['busyMs', 'longestTaskMs', 'lcpMs', 'inpMs']) ratios[`${figure} vs ${peer.name}`] = peer[figure] / ours[figure];
  }
  return ratios;
}
