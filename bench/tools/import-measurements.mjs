import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';
import { rawFiles } from '../../scripts/setup/raw-files.mjs';
import { REPOSITORY_ROOT } from './repository-root.mjs';

/**
 * Bundles TypeScript files that measure the trainer, with the trainer's worker thread beside them, and imports them.
 *
 * @param entries the files, relative to `bench/`
 * @param folder output folder, relative to the repository
 * @returns the exports of all entries in one object
 */
export async function importMeasurements(entries, folder) {
  const nameOf = (entry) => basename(entry, '.ts');
  await build({
    cwd: REPOSITORY_ROOT,
    input: {
      ...Object.fromEntries(entries.map((entry) => [nameOf(entry), `bench/${entry}`])),
      // The trainer loads its worker thread from the folder of its own bundle.
      'training-worker': 'src/train/threads/training-worker.ts',
    },
    platform: 'node',
    external: [/^node:/, '@duckdb/node-api', 'sharp'],
    plugins: [rawFiles],
    logLevel: 'warn',
    output: { dir: folder, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
  });
  const modules = await Promise.all(entries.map((entry) => import(pathToFileURL(`${REPOSITORY_ROOT}${folder}/${nameOf(entry)}.js`).href)));
  return Object.assign({}, ...modules);
}
