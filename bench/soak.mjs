// Memory left after repeated loading, scoring and disposing, in Chromium, for every backend.
import { serveFolders } from '../scripts/setup/serve-folders.mjs';
import { buildConformance } from '../test/e2e/tools/build-conformance.mjs';
import { OURS } from './score/contenders.mjs';
import { measureSoak } from './soak/measure-soak.mjs';
import { describeBrowser, withPage } from './tools/browser/with-page.mjs';
import { chosenNames } from './tools/chosen-names.mjs';

const FOLDER = '.cache/bench/soak';
const ROUNDS = 1000;
const QUICK_ROUNDS = 100;

/** Columns of the printed table. */
export const COLUMNS = [
  'name',
  'rounds',
  'minutes',
  'heapBytesStart',
  'heapBytesEnd',
  'heapBytesPerRound',
  'gpuBytesInUse',
  'gpuBytesLeft',
  'liveBufferBytesLeft',
  'liveContextsLeft',
  'gpuProcessBytesStart',
  'gpuProcessBytesEnd',
  'gpuProcessBytesPerRound',
];

const NOTES = [
  'A round: open the backend over a new copy of 2000 rows of 64 columns (144 kB), score one query and a batch of five, compare with the known answers, dispose; in every second round a query is still pending. Each backend in a browser of its own, on the page.',
  'heap: the JavaScript heap with ArrayBuffers, after HeapProfiler.collectGarbage; start: after the first portion of rounds; per round: least-squares slope over the second half; in the first half hot code is compiled.',
  'gpuBytes: as counted by the scorer. live...Left: the maximum of WebGPU buffers not destroyed, and of WebGL contexts not released, after any round, counted at their creation. gpuProcess: resident memory of the GPU process of the browser.',
];

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`; `minutes` are divided among the backends
 */
export async function runBenchmark({ quick, adapter, only, rounds, minutes }) {
  const names = chosenNames(only, OURS);
  await buildConformance(FOLDER);
  const { address, stop } = await serveFolders({ '/': FOLDER }, 0);
  const limit = minutes === undefined ? { rounds: rounds ?? (quick ? QUICK_ROUNDS : ROUNDS) } : { minutes: minutes / names.length };
  try {
    const machine = await describeBrowser(address, adapter);
    const rows = [];
    for (const name of names) {
      const measured = await withPage(address, adapter, async (page) => {
        await page.waitForFunction(() => globalThis.conformance !== undefined);
        return measureSoak(page, name, limit);
      });
      rows.push({ name, ...measured });
      process.stderr.write(`  ${name}: ${measured.rounds} rounds, ${measured.heapBytesPerRound.toFixed(1)} bytes of heap a round\n`);
    }
    return { machine, notes: NOTES, rows, ratios: {} };
  } finally {
    await stop();
  }
}
