import { mkdir, writeFile } from 'node:fs/promises';
import { buildShippedPack } from './build-shipped-pack.mjs';
import { DATA_FOLDER, missingFile, readGzippedLines } from './data-folder.mjs';

/** Shoppers with this id modulo 5 are held out. */
const HELD_OUT = 0;

/**
 * Builds a pack of Amazon Beauty without every fifth shopper, with the built command line.
 *
 * @param folder output folder, relative to the repository
 * @returns `pack`, the folder of the pack, and `shoppers`, those held out: item ids, oldest first; or `missing`, a message
 */
export async function holdOutShoppers(folder) {
  const events = `${DATA_FOLDER}/beauty/events.csv.gz`;
  const missing = missingFile([events]);
  if (missing !== undefined) return { missing };
  await mkdir(folder, { recursive: true });
  const { lines, shoppers } = await splitShoppers(events);
  await writeFile(`${folder}/events.csv`, lines.join('\n'));
  await writeFile(`${folder}/catalog.jsonl`, await beautyFeed(lines));
  buildShippedPack(`${folder}/catalog.jsonl`, `${folder}/events.csv`, `${folder}/pack`);
  return { pack: `${folder}/pack`, shoppers };
}

/**
 * A feed for the items of a log of Amazon Beauty, with the dataset's categories.
 *
 * @param lines of the log, the header first
 * @returns JSON Lines
 */
export async function beautyFeed([, ...lines]) {
  const categories = new Map();
  for await (const line of readGzippedLines(`${DATA_FOLDER}/beauty/attributes.jsonl.gz`)) {
    const { id, attributes } = JSON.parse(line);
    categories.set(id, attributes.join(' > '));
  }
  const items = new Set(lines.map((line) => line.split(',')[1]));
  return [...items].map((id) => JSON.stringify({ id, title: `Item ${id}`, product_type: categories.get(id) })).join('\n');
}

/** `lines`: the log without the held-out shoppers; `shoppers`: the items of each held-out shopper, oldest first. */
async function splitShoppers(path) {
  const lines = [];
  const held = new Map();
  for await (const line of readGzippedLines(path)) {
    const [user, item, time] = line.split(',');
    if (lines.length === 0 || Number(user) % 5 !== HELD_OUT) lines.push(line);
    else held.set(user, [...(held.get(user) ?? []), { item, time: Number(time) }]);
  }
  const shoppers = [...held.values()].map((touches) => touches.sort((a, b) => a.time - b.time).map(({ item }) => item));
  return { lines, shoppers };
}
