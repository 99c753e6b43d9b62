// The time until a first visit shows a list, on a slow line and a slow processor.
import { cp, rm } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';
import { rawFiles } from '../scripts/setup/raw-files.mjs';
import { measureVisit } from './first/measure-visit.mjs';
import { serveShop } from './first/serve-shop.mjs';
import { withBrowser } from './tools/browser/with-browser.mjs';
import { chosenNames } from './tools/chosen-names.mjs';
import { REPOSITORY_ROOT } from './tools/repository-root.mjs';
import { median } from './tools/statistics.mjs';

const FOLDER = '.cache/bench/first';
const ITEMS = 60_000;
const ROUNDS = 5;
const QUICK_ROUNDS = 1;
const WHOLE = { dimensions: 32, shipped: { neighbours: 10, followers: 20 } };
const SMALL = { dimensions: 16, shipped: { neighbours: 3, followers: 6, earlyTexts: 4000 } };
const PACKS = [
  { name: 'without', ...WHOLE, first: false },
  { name: 'whole', ...WHOLE, first: true },
  { name: 'small', ...SMALL, first: true },
];
/** Contenders: a pack, and how the page loads the library. */
const CONTENDERS = [
  { name: 'waiting for the pack', pack: 'without', how: 'module' },
  { name: 'first list', pack: 'whole', how: 'module' },
  { name: 'first list with late texts', pack: 'small', how: 'module' },
  { name: 'first list without worker', pack: 'whole', how: 'inline' },
  { name: 'first list by script tag', pack: 'whole', how: 'tag' },
];
const FIGURES = ['firstMs', 'personalMs', 'titledMs'];

/** Columns of the printed table. */
export const COLUMNS = ['name', 'manifestBytes', 'packBytes', 'lateBytes', ...FIGURES];

const NOTES = [
  'Chromium, a fresh context for each visit: nothing is cached. DevTools slows the network down to slow 4G, 1.6 Mbit/s with 150 ms, for the page and its worker, and the processor of the page four times. DevTools cannot slow a worker down: "without worker" runs all of Onshelf on the slowed thread of the page.',
  'A seeded catalogue: titles of about 50 characters, addresses of about 100. Random factors and tables: the files have the sizes of a trained pack. Files of packs are served as they are, all others gzipped.',
  'firstMs: from navigation until twelve items with titles are there, in a list that is not the fallback. personalMs: until a list of the whole pack takes an event of the page into account. titledMs: until all its items have titles.',
  'waiting for the pack: the same pack without the items of a first list in pack.json, in the same run. with late texts: a pack of about 2 MB, with the titles and addresses of most items in files of their own.',
  'manifestBytes: pack.json, not gzipped. packBytes: files that lists wait for. lateBytes: files that come later.',
];

/**
 * Runs the benchmark on the output of `npm run build`.
 *
 * @param options see `run.mjs`
 */
export async function runBenchmark({ quick, rounds = quick ? QUICK_ROUNDS : ROUNDS, sizes = [ITEMS], only }) {
  const chosen = chosenNames(
    only,
    CONTENDERS.map(({ name }) => name),
  );
  const folder = `${REPOSITORY_ROOT}${FOLDER}`;
  const log = (text) => process.stderr.write(`${text}\n`);
  const { preparePacks } = await importPreparePacks();
  await rm(`${folder}/onshelf`, { recursive: true, force: true });
  await cp(`${REPOSITORY_ROOT}dist`, `${folder}/onshelf`, { recursive: true });
  const contenders = CONTENDERS.filter(({ name }) => chosen.includes(name));
  const rows = [];
  let browser = '';
  for (const items of sizes) {
    log(`Preparing packs of ${items} items ...`);
    const bytes = await preparePacks(items, `${folder}/packs`, PACKS);
    const site = await serveShop(folder);
    const visits = new Map(contenders.map(({ name }) => [name, []]));
    try {
      await withBrowser(async (context) => {
        const instance = context.browser();
        browser = `Chromium ${instance.version()}`;
        for (let round = 0; round < rounds; round++) {
          for (const contender of contenders) visits.get(contender.name).push(await measureVisit(instance, site, contender));
          log(`  round ${round + 1} of ${rounds} done`);
        }
      });
    } finally {
      await site.stop();
    }
    for (const { name, pack } of contenders) {
      const [manifestBytes, packBytes, lateBytes] = bytes[pack];
      const figures = FIGURES.filter((figure) => visits.get(name)[0][figure] !== undefined);
      const medians = figures.map((figure) => [figure, median(visits.get(name).map((visit) => visit[figure]))]);
      rows.push({ name, items, manifestBytes, packBytes, lateBytes, ...Object.fromEntries(medians) });
    }
  }
  return { machine: { browser }, notes: NOTES, rows, ratios: firstRatios(rows) };
}

/** How many times sooner than with the whole pack alone. */
function firstRatios(rows) {
  const ratios = {};
  for (const peer of rows.filter(({ name }) => name === CONTENDERS[0].name)) {
    for (const row of rows.filter(({ name, items }) => items === peer.items && name !== peer.name)) {
      for (const figure of ['firstMs', 'personalMs']) {
        if (row[figure] !== undefined) ratios[`${figure} of ${row.name} at ${row.items}`] = peer[figure] / row[figure];
      }
    }
  }
  return ratios;
}

/** Builds `first/prepare-packs.ts` for Node and imports it. */
async function importPreparePacks() {
  await build({
    cwd: REPOSITORY_ROOT,
    plugins: [rawFiles],
    logLevel: 'silent',
    input: { 'prepare-packs': 'bench/first/prepare-packs.ts' },
    platform: 'node',
    transform: { target: 'node20', define: { __ONSHELF_BUILD__: '"bench"' } },
    output: { dir: FOLDER, format: 'esm', entryFileNames: '[name].mjs', codeSplitting: false },
  });
  return import(pathToFileURL(`${REPOSITORY_ROOT}${FOLDER}/prepare-packs.mjs`).href);
}
