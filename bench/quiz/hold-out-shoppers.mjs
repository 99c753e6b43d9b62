import { createReadStream, existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';
import { buildPack } from './build-pack.mjs';

const DATA = process.env.ONSHELF_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
/** Of five: the shoppers whose number ends so are held out. */
const HELD_OUT = 0;

/**
 * Builds a pack of Amazon Beauty without every fifth shopper, by the program as it ships.
 *
 * @param folder for the files, in the repository
 * @returns the folder of the pack, and the shoppers held out: item ids, oldest first; or which file is missing
 */
export async function holdOutShoppers(folder) {
  const events = `${DATA}/beauty/events.csv.gz`;
  if (!existsSync(events)) return { missing: `${events} is not there (ONSHELF_DATA names the folder)` };
  await mkdir(folder, { recursive: true });
  const { lines, shoppers } = await partLog(events);
  await writeFile(`${folder}/events.csv`, lines.join('\n'));
  await writeFile(`${folder}/catalog.jsonl`, await catalogOf(lines));
  buildPack(`${folder}/catalog.jsonl`, `${folder}/events.csv`, `${folder}/pack`);
  return { pack: `${folder}/pack`, shoppers };
}

/**
 * A feed of the items of a log of Amazon Beauty, in categories where the dataset has some.
 *
 * @param lines of the log, the header first
 */
export async function catalogOf([, ...lines]) {
  const categories = new Map();
  const attributes = createReadStream(`${DATA}/beauty/attributes.jsonl.gz`).pipe(createGunzip());
  for await (const line of createInterface({ input: attributes })) {
    const { id, attributes: names } = JSON.parse(line);
    categories.set(id, names.join(' > '));
  }
  const items = new Set(lines.map((line) => line.split(',')[1]));
  return [...items].map((id) => JSON.stringify({ id, title: `Item ${id}`, product_type: categories.get(id) })).join('\n');
}

/** The log without the shoppers held out, and theirs: item ids, oldest first. */
async function partLog(path) {
  const lines = [];
  const held = new Map();
  for await (const line of createInterface({ input: createReadStream(path).pipe(createGunzip()) })) {
    const [user, item, time] = line.split(',');
    if (lines.length === 0 || Number(user) % 5 !== HELD_OUT) lines.push(line);
    else held.set(user, [...(held.get(user) ?? []), { item, time: Number(time) }]);
  }
  const shoppers = [...held.values()].map((touches) => touches.sort((a, b) => a.time - b.time).map(({ item }) => item));
  return { lines, shoppers };
}
