import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'rolldown';

/**
 * Bundles a TypeScript file that measures the trainer, and imports it.
 *
 * @param entry the file, in `bench/`
 * @param folder where the bundle goes, in the repository
 * @returns what the file exports
 */
export async function importMeasurements(entry, folder) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  await build({
    cwd: root,
    input: { measure: `bench/${entry}` },
    platform: 'node',
    external: [/^node:/, '@duckdb/node-api'],
    logLevel: 'warn',
    output: { dir: folder, format: 'esm', codeSplitting: false },
  });
  return import(pathToFileURL(`${root}${folder}/measure.js`).href);
}
