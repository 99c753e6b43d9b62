// Does loading, scoring and disposing over and over leave memory behind? In Chromium, for every rung.
import { serveFolders } from '../scripts/setup/serve-folders.mjs';
import { buildConformance } from '../test/e2e/tools/build-conformance.mjs';
import { describeBrowser, withPage } from './score/chromium.mjs';
import { OURS } from './score/contenders.mjs';
import { measureSoak } from './soak/measure-soak.mjs';

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
  'A round: open the rung over a fresh copy of 2000 rows of 64 columns (144 kB), ask one question and a batch of five, compare with the known answers, dispose; in every second round a question is still on its way. Each rung in a browser of its own, on the page.',
  'heap: the JavaScript heap with what ArrayBuffers hold, after HeapProfiler.collectGarbage; start: after the first portion of rounds; per round: slope of the line of least squares over the second half; the first half pays for code that is compiled as it becomes hot.',
  'gpuBytes: as the scorer counts them. live...Left: the most of WebGPU buffers not destroyed, and of WebGL contexts not given back, after any round, counted where the browser hands them out. gpuProcess: resident memory of the browser process that plays the GPU.',
];

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`; `minutes` are shared among the rungs
 */
export async function runBenchmark({ quick, adapter, only, rounds, minutes }) {
  await buildConformance(FOLDER);
  const { address, stop } = await serveFolders({ '/': FOLDER }, 0);
  const names = OURS.filter((name) => only?.includes(name) ?? true);
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
