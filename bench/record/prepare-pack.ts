import { copyFile, readFile } from 'node:fs/promises';
import type { PackManifest } from '../../src/types/manifest.js';
import { prepareProblem } from '../score/prepare-problem.js';

export { seededRandom } from '../../src/core/numbers/random.js';

const DIMENSIONS = 64;

/** Writes the scoring benchmark's seeded pack of so many items as a shop would serve it: `FOLDER/pack.json` and its files. */
export async function preparePack(items: number, folder: string): Promise<void> {
  await prepareProblem({ items, dimensions: DIMENSIONS, count: 1, queries: 1 }, folder);
  const manifest = JSON.parse(await readFile(`${folder}/pack.json`, 'utf8')) as PackManifest;
  for (const { role, path } of manifest.files) await copyFile(`${folder}/${role}`, `${folder}/${path}`);
}
