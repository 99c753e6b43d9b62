import { mkdir, writeFile } from 'node:fs/promises';
import { seededPack } from '../../../test/fixtures/seeded-pack.js';

export { seededRandom } from '../../../src/core/numbers/random.js';

const DIMENSIONS = 64;

/**
 * Writes a seeded pack as a shop serves it.
 *
 * @param items 1 or more
 * @param folder output folder: `pack.json` and the files that it names
 */
export async function preparePack(items: number, folder: string): Promise<void> {
  const { manifest, files } = await seededPack(items, DIMENSIONS);
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/pack.json`, JSON.stringify(manifest));
  for (const [path, bytes] of files) await writeFile(`${folder}/${path}`, bytes);
}
