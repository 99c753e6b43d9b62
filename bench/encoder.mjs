// What reading a history by a sequence encoder costs on each backend, beside ONNX Runtime on the same graph in the same page.
import { rm } from 'node:fs/promises';
import { trimTfjs } from '../scripts/setup/trim/trim-tfjs.mjs';
import { bundleContender, FURTHER_FILES, gzipBytes } from './score/build-contenders.mjs';
import { runInChromium } from './score/run-in-chromium.mjs';
import { serveFiles } from './score/serve-files.mjs';
import { describeBrowser } from './tools/browser/with-page.mjs';
import { chosenNames } from './tools/chosen-names.mjs';
import { REPOSITORY_ROOT } from './tools/repository-root.mjs';

const FOLDER = '.cache/bench/encoder';
const LENGTHS = [10, 50, 200];
const DURATIONS = { warmUpMs: 300, measureMs: 1500 };
const QUICK_DURATIONS = { warmUpMs: 50, measureMs: 200 };
const TIMEOUT_MS = 5 * 60_000;
const READERS = ['js', 'kernel', 'tfjs-cpu', 'tfjs-wasm', 'tfjs-webgl', 'tfjs-webgpu', 'ort-wasm', 'ort-webgpu'];
/** Weights of the encoder at a byte each, and a float for each row. */
const WEIGHT_BYTES = { matrices: 2 * 6 * 64 * 64 + 200 * 64 + 3 * 64, vectors: 64 * (2 * 10 + 2), rows: 2 * 6 * 64 + 203 + 22 };

/** Columns of the printed table. */
export const COLUMNS = ['name', 'n', 'medianMs', 'p95Ms', 'listMs', 'firstMs', 'downloadBytes', 'difference', 'calls', 'skipped'];

const NOTES = [
  'SASRec as its authors ran it: 2 blocks, 1 head, 64 wide, 200 places; seeded weights; n: items of the history. Each in a module worker of a fresh browser.',
  `Weights: ${((WEIGHT_BYTES.matrices + WEIGHT_BYTES.vectors + 4 * WEIGHT_BYTES.rows) / 1000).toFixed(1)} kB in a pack, a byte each; ONNX Runtime has them as floats in its model.`,
  'medianMs: from a history to what each of its items adds. listMs: the same, and the best 20 of 10 000 items by the WebAssembly scorer. firstMs: from the import of the code to the first reading, of 50 items, files served by the same machine.',
  'downloadBytes: gzip size of the code with the files that it loads. difference: largest from plain JavaScript.',
  'One thread each. Without a real GPU, WebGPU and WebGL are emulated on the processor: those rows compare overhead.',
];

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`; `only` names readers
 */
export async function runBenchmark({ quick, only, adapter }) {
  const readers = chosenNames(only, READERS);
  const folder = `${REPOSITORY_ROOT}${FOLDER}`;
  await rm(folder, { recursive: true, force: true });
  await bundleContender('bench/encoder/encoder-host.ts', FOLDER, 'browser-host', 'browser');
  const { address, stop } = await serveFiles(folder);
  const rows = [];
  try {
    const machine = await describeBrowser(address, adapter);
    for (const name of readers) {
      try {
        await bundleContender(`bench/encoder/readers/${name}.ts`, `${FOLDER}/readers`, name, 'browser', { plugins: [trimTfjs] });
        const files = [`${FOLDER}/readers/${name}.js`, ...(FURTHER_FILES[name] ?? [])];
        const downloadBytes = await gzipBytes(files.map((path) => `${REPOSITORY_ROOT}${path}`));
        const job = {
          module: `${address}readers/${name}.js`,
          peers: `${address}peers/`,
          lengths: LENGTHS,
          durations: quick ? QUICK_DURATIONS : DURATIONS,
        };
        const [measured] = await runInChromium({ address, adapter }, job, 1, TIMEOUT_MS);
        rows.push(...measured.map((row) => ({ name, downloadBytes, ...row })));
      } catch (error) {
        rows.push({ name, skipped: error.message.split('\n')[0] });
      }
      process.stderr.write(`  ${name}\n`);
    }
    return { machine, notes: NOTES, rows, ratios: ratiosOf(rows) };
  } finally {
    await stop();
  }
}

/** What ONNX Runtime takes, in what Onshelf takes on the same kind of hardware. */
function ratiosOf(rows) {
  const ratios = {};
  for (const [own, peer] of [
    ['js', 'ort-wasm'],
    ['kernel', 'ort-wasm'],
    ['tfjs-wasm', 'ort-wasm'],
    ['tfjs-webgpu', 'ort-webgpu'],
  ]) {
    for (const n of LENGTHS) {
      const [mine, theirs] = [own, peer].map((name) => rows.find((row) => row.name === name && row.n === n));
      if (mine === undefined || theirs === undefined) continue;
      ratios[`${own}: reading ${n} items, beside ${peer}`] = theirs.medianMs / mine.medianMs;
      if (n !== LENGTHS[0]) continue;
      ratios[`${own}: bytes to load, beside ${peer}`] = theirs.downloadBytes / mine.downloadBytes;
      ratios[`${own}: first reading, beside ${peer}`] = theirs.firstMs / mine.firstMs;
    }
  }
  return ratios;
}
