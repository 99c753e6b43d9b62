import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { rawFiles } from '../../scripts/setup/raw-files.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Builds what the pages load, minified as a shop would, and what prepares packs in Node.
 *
 * @param folder where to, relative to the repository; emptied first
 * @param pages the script of each page, by its name
 */
export async function buildPages(folder, pages) {
  await rm(`${root}/${folder}`, { recursive: true, force: true });
  const common = { cwd: root, plugins: [rawFiles], logLevel: 'silent' };
  await build({
    ...common,
    input: { ...pages, worker: 'src/worker/worker.ts' },
    platform: 'browser',
    resolve: { alias: { onshelf: `${root}/src/index.ts` } },
    transform: { target: 'es2022', define: { 'process.env.NODE_ENV': '"production"' } },
    output: { dir: folder, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', minify: true },
  });
  await build({
    ...common,
    input: { 'prepare-pack': 'bench/record/prepare-pack.ts' },
    platform: 'node',
    transform: { target: 'node20' },
    output: { dir: folder, format: 'esm', entryFileNames: '[name].js', codeSplitting: false },
  });
}
