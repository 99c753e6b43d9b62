import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'rolldown';
import { rawFiles } from '../../scripts/setup/raw-files.mjs';

/**
 * Bundles what measures, and the trainer's threads beside it.
 *
 * @param folder where to, in the repository
 * @returns the functions that measure
 */
export async function buildMeasurements(folder) {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  await build({
    cwd: root,
    input: {
      'measure-models': 'bench/quality/measure-models.ts',
      'raw-split': 'bench/quality/raw-split.ts',
      'training-worker': 'src/train/threads/training-worker.ts',
    },
    platform: 'node',
    external: [/^node:/, '@duckdb/node-api'],
    plugins: [rawFiles],
    logLevel: 'warn',
    // The trainer looks for its threads' file beside itself.
    output: { dir: folder, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
  });
  const load = (name) => import(pathToFileURL(`${root}${folder}/${name}.js`).href);
  return { ...(await load('measure-models')), ...(await load('raw-split')) };
}
