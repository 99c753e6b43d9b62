import { readdir, readFile, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'rolldown';
import openWabt from 'wabt';
import { rawFiles } from '../../scripts/setup/raw-files.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Packages that load files of their own by address: they are served as they are, and not bundled. */
export const SERVED = {
  'hnswlib-wasm': { entry: 'hnswlib.js', folder: 'node_modules/hnswlib-wasm/dist' },
  'onnxruntime-web/wasm': { entry: 'ort.wasm.min.mjs', folder: 'node_modules/onnxruntime-web/dist' },
  'onnxruntime-web/webgpu': { entry: 'ort.webgpu.min.mjs', folder: 'node_modules/onnxruntime-web/dist' },
  '@tensorflow/tfjs-backend-wasm': { folder: 'node_modules/@tensorflow/tfjs-backend-wasm/dist' },
};

const ORT = 'node_modules/onnxruntime-web/dist';
/** What a page downloads beside a contender's own bundle. */
const FURTHER_FILES = {
  'tfjs-wasm': ['node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm'],
  'tfjs-wasm-threads': ['node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm'],
  'ort-wasm': [`${ORT}/ort.wasm.min.mjs`, `${ORT}/ort-wasm-simd-threaded.mjs`, `${ORT}/ort-wasm-simd-threaded.wasm`],
  'ort-webgpu': [`${ORT}/ort.webgpu.min.mjs`, `${ORT}/ort-wasm-simd-threaded.asyncify.mjs`, `${ORT}/ort-wasm-simd-threaded.asyncify.wasm`],
};

/** Bundles that break when minified. */
const UNMINIFIED = ['node-host', 'prepare-problem', 'tfjs-wasm-threads'];

const servedPackages = {
  name: 'served-packages',
  resolveId: (id) => {
    const served = SERVED[id];
    return served?.entry === undefined ? null : { id: `/peers/${id.split('/')[0]}/${served.entry}`, external: 'absolute' };
  },
};

// `import bytes from './file.wat?wasm'`.
const watFiles = {
  name: 'wat-files',
  resolveId: (id, importer) =>
    id.endsWith('?wasm') ? `\0wat:${fileURLToPath(new URL(id.slice(0, -5), pathToFileURL(importer)))}.js` : null,
  load: async (id) => {
    if (!id.startsWith('\0wat:')) return null;
    const wabt = await openWabt();
    const parsed = wabt.parseWat(basename(id), await readFile(id.slice(5, -3), 'utf8'), { simd: true });
    const { buffer } = parsed.toBinary({});
    parsed.destroy();
    return `export default Uint8Array.of(${Array.from(buffer).join(',')})`;
  },
};

function bundle(input, folder, name, platform, external = []) {
  return build({
    cwd: root,
    input: { [name]: input },
    platform,
    external,
    plugins: [servedPackages, rawFiles, watFiles],
    transform: { target: platform === 'node' ? 'node20' : 'es2022' },
    logLevel: 'silent',
    output: { dir: folder, format: 'esm', entryFileNames: '[name].js', minify: !UNMINIFIED.includes(name), codeSplitting: false },
  });
}

/** Compressed size of files, bytes. */
async function gzipBytes(paths) {
  const sizes = await Promise.all(paths.map(async (path) => gzipSync(await readFile(path), { level: 9 }).length));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/**
 * Builds each contender as a bundle of its own, what runs them in a worker and in Node, and what prepares problems.
 *
 * @param folder where to, relative to the repository
 * @returns contender to compressed bytes of what a page downloads for it; contenders that do not build are missing
 */
export async function buildContenders(folder) {
  await rm(`${root}/${folder}`, { recursive: true, force: true });
  await bundle('bench/score/browser-host.ts', folder, 'browser-host', 'browser');
  await bundle('bench/score/node-host.ts', folder, 'node-host', 'node', ['webgpu']);
  await bundle('bench/score/prepare-problem.ts', folder, 'prepare-problem', 'node');
  const downloads = {};
  const failures = {};
  for (const file of await readdir(new URL('contenders', import.meta.url))) {
    const name = basename(file, '.ts');
    try {
      await bundle(`bench/score/contenders/${file}`, `${folder}/contenders`, name, 'browser');
      const served = name === 'hnswlib-wasm' ? await hnswlibFiles() : (FURTHER_FILES[name] ?? []);
      downloads[name] = await gzipBytes([`${folder}/contenders/${name}.js`, ...served].map((path) => `${root}/${path}`));
    } catch (error) {
      failures[name] = `does not build: ${error.message.split('\n')[0]}`;
    }
  }
  return { downloads, failures };
}

/** hnswlib's second file has its digest in its name. */
async function hnswlibFiles() {
  const { folder } = SERVED['hnswlib-wasm'];
  return (await readdir(`${root}/${folder}`)).filter((file) => file.endsWith('.js')).map((file) => `${folder}/${file}`);
}
