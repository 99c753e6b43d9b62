import { readdir, readFile, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'rolldown';
import openWabt from 'wabt';
import { rawFiles } from '../../scripts/setup/raw-files.mjs';
import { REPOSITORY_ROOT } from '../tools/repository-root.mjs';

/** Packages that load files of their own by URL: they are served unbundled. */
export const SERVED = {
  'hnswlib-wasm': { entry: 'hnswlib.js', folder: 'node_modules/hnswlib-wasm/dist' },
  'onnxruntime-web/wasm': { entry: 'ort.wasm.min.mjs', folder: 'node_modules/onnxruntime-web/dist' },
  'onnxruntime-web/webgpu': { entry: 'ort.webgpu.min.mjs', folder: 'node_modules/onnxruntime-web/dist' },
  '@tensorflow/tfjs-backend-wasm': { folder: 'node_modules/@tensorflow/tfjs-backend-wasm/dist' },
};

const ORT = 'node_modules/onnxruntime-web/dist';
/** Files that a page downloads beside a contender's bundle. */
export const FURTHER_FILES = {
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

/**
 * Bundles one file for a page or for Node.
 *
 * @param input the file, relative to the repository
 * @param folder output folder
 * @param name of the output, without its ending
 * @param platform `browser` or `node`
 * @param more `external`: modules that stay outside; `plugins`: more plugins of Rolldown
 */
export function bundleContender(input, folder, name, platform, { external = [], plugins = [] } = {}) {
  return build({
    cwd: REPOSITORY_ROOT,
    input: { [name]: input },
    platform,
    external,
    plugins: [servedPackages, rawFiles, watFiles, ...plugins],
    transform: { target: platform === 'node' ? 'node20' : 'es2022' },
    logLevel: 'silent',
    output: { dir: folder, format: 'esm', entryFileNames: '[name].js', minify: !UNMINIFIED.includes(name), codeSplitting: false },
  });
}

/** Compressed size of files, bytes. */
export async function gzipBytes(paths) {
  const sizes = await Promise.all(paths.map(async (path) => gzipSync(await readFile(path), { level: 9 }).length));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/**
 * Builds each contender as a bundle of its own, the hosts that run them in a worker and in Node, and `prepare-problem.ts`.
 *
 * @param folder output folder, relative to the repository
 * @returns `downloads`: contender to gzipped bytes that a page downloads for it; `failures`: contender to the reason why it does not build
 */
export async function buildContenders(folder) {
  await rm(`${REPOSITORY_ROOT}${folder}`, { recursive: true, force: true });
  await bundleContender('bench/score/job/browser-host.ts', folder, 'browser-host', 'browser');
  await bundleContender('bench/score/job/node-host.ts', folder, 'node-host', 'node', { external: ['webgpu'] });
  await bundleContender('bench/score/problem/prepare-problem.ts', folder, 'prepare-problem', 'node');
  const downloads = {};
  const failures = {};
  for (const file of await readdir(new URL('contenders', import.meta.url))) {
    const name = basename(file, '.ts');
    try {
      await bundleContender(`bench/score/contenders/${file}`, `${folder}/contenders`, name, 'browser');
      const served = name === 'hnswlib-wasm' ? await hnswlibFiles() : (FURTHER_FILES[name] ?? []);
      downloads[name] = await gzipBytes([`${folder}/contenders/${name}.js`, ...served].map((path) => `${REPOSITORY_ROOT}${path}`));
    } catch (error) {
      failures[name] = `does not build: ${error.message.split('\n')[0]}`;
    }
  }
  return { downloads, failures };
}

/** hnswlib's second file has a digest in its name. */
async function hnswlibFiles() {
  const { folder } = SERVED['hnswlib-wasm'];
  return (await readdir(`${REPOSITORY_ROOT}${folder}`)).filter((file) => file.endsWith('.js')).map((file) => `${folder}/${file}`);
}
