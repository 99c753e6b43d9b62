import { rm } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';
import { rawFiles } from '../../../scripts/setup/raw-files.mjs';
import { REPOSITORY_ROOT } from '../repository-root.mjs';

const COMMON = { cwd: REPOSITORY_ROOT, plugins: [rawFiles], logLevel: 'silent' };

/** Build targets of a page's code, as a shop would set them. */
export const PAGE_TRANSFORM = { target: 'es2022', define: { 'process.env.NODE_ENV': '"production"' } };

/**
 * Builds the pages' modules, minified as in a shop, and the worker.
 *
 * @param folder output folder, relative to the repository; emptied first
 * @param pages page name to its script, relative to the repository
 */
export async function buildPages(folder, pages) {
  await rm(`${REPOSITORY_ROOT}${folder}`, { recursive: true, force: true });
  await build({
    ...COMMON,
    input: { ...pages, worker: 'src/worker/worker.ts' },
    platform: 'browser',
    resolve: { alias: { onshelf: `${REPOSITORY_ROOT}src/index.ts` } },
    transform: PAGE_TRANSFORM,
    output: { dir: folder, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', minify: true },
  });
}

/**
 * Builds `prepare-pack.ts` for Node and imports it.
 *
 * @param folder output folder, relative to the repository
 * @returns its exports
 */
export async function importPreparePack(folder) {
  await build({
    ...COMMON,
    input: { 'prepare-pack': 'bench/tools/browser/prepare-pack.ts' },
    platform: 'node',
    transform: { target: 'node20' },
    output: { dir: folder, format: 'esm', entryFileNames: '[name].js', codeSplitting: false },
  });
  return import(pathToFileURL(`${REPOSITORY_ROOT}${folder}/prepare-pack.js`).href);
}
