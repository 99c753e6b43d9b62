// What the script tag costs a page, held against a page with nothing and pages with trackers.
import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildSite } from './page/build-site.mjs';
import { measureLoad } from './page/measure-load.mjs';
import { serveSite } from './page/serve-site.mjs';
import { withBrowser } from './record/browser.mjs';
import { median, shuffle } from './record/statistics.mjs';

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
  `Real Chromium, a fresh context for each load: nothing is cached. The page's processor is slowed down four times and its network to 10 Mbit/s with 40 ms, as DevTools does it; workers are not slowed down. Medians of ${ROUNDS} loads (--quick: ${QUICK_ROUNDS}; or --rounds) in random order.`,
  'The page: a picture, a button that is clicked five times while it loads, 200 products, and one look at a product that everybody records. A run in which an event does not arrive fails. Ours gets it from a GA4 data layer and stores it, consent granted; trackers get it by their own call and send it to this machine.',
  'onshelf with a list: an element for four products besides, filled.',
  'tagBytes: the script that the page names. pageBytes: all that runs on the page, until the event was recorded. workerBytes and packBytes: ours only; the worker does not run on the page. All gzipped, level 9.',
  "scriptMs, busyMs: what script and everything together took of the page's thread, from navigation until the event was sent, or the pack loaded, and 1.5 s more (DevTools' ScriptDuration and TaskDuration, by the thread's own clock).",
  'longestTaskMs: in loads of their own, by messages that the page sends itself without end. lcpMs: Largest Contentful Paint. inpMs: the slowest of the clicks until it was painted, in steps of 8 ms.',
  'posthog, Segment and Snowplow: bundled from npm as a shop would, one module each, everything off that the page did not ask for.',
];

/**
 * Runs the benchmark on what `npm run build` built.
 *
 * @param options see `run.mjs`
 */
export async function runBenchmark({ quick, rounds = quick ? QUICK_ROUNDS : ROUNDS, only = CONTENDERS }) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const folder = `${root}${FOLDER}`;
  const log = (text) => process.stderr.write(`${text}\n`);
  log('Building the pages ...');
  await buildSite(root, FOLDER, TRACKERS);
  const { preparePack, seededRandom } = await import(pathToFileURL(`${folder}/prepare-pack.js`).href);
  await preparePack(ITEMS, `${folder}/pack`);
  const probe = await readFile(`${folder}/watch-tasks.js`, 'utf8');
  const site = await serveSite(folder);
  const random = seededRandom(SEED);
  const contenders = CONTENDERS.filter((name) => only.includes(name));
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
    if (site.unexpected.length > 0) throw new Error(`asked for what is not here: ${site.unexpected.slice(0, 5).join(', ')}`);
    const rows = contenders.map((name) =>
      rowOf(
        name,
        loads.filter(({ contender }) => contender === name),
      ),
    );
    return { machine: { browser }, notes: NOTES, rows, ratios: ratiosOf(rows) };
  } finally {
    await site.stop();
  }
}

/** Medians of the loads of one contender; the probed ones tell of tasks alone. */
function rowOf(name, loads) {
  const plain = loads.filter(({ longestTaskMs }) => longestTaskMs === null);
  const probed = loads.filter(({ longestTaskMs }) => longestTaskMs !== null);
  const of = (figure) => median((figure === 'longestTaskMs' ? probed : plain).map((load) => load[figure]));
  return { name, ...Object.fromEntries([...BYTES, ...FIGURES].map((figure) => [figure, of(figure)])) };
}

/** How many times less ours costs than each tracker; of time in scripts, what comes on top of the page with nothing. */
function ratiosOf(rows) {
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
