import { mkdir, rm, writeFile } from 'node:fs/promises';
import { normal, seededRandom } from '../../src/core/numbers/random.js';
import type { ItemNeighbours } from '../../src/train/models/item-cosine.js';
import { DEFAULT_TRAIN_SETTINGS, type ShippedSizes } from '../../src/train/models/train-settings.js';
import { makePack, trialLabel } from '../../src/train/packing/make-pack.js';
import { manifestText } from '../../src/train/packing/manifest-text.js';
import { publishPack } from '../../src/train/packing/publish-pack.js';
import { largeCatalog } from '../../test/fixtures/large-catalog.js';

/** Followers of an item before they are trimmed. */
const FOLLOWERS = 24;
/** Followers are among so many adjacent items. */
const SPREAD = 600;

/** A pack to write. */
interface PreparedPack {
  readonly name: string;
  /** Columns of the factors. */
  readonly dimensions: number;
  readonly shipped: ShippedSizes;
  /** Whether the manifest has the items of a first list. */
  readonly first: boolean;
}

/**
 * Writes packs of one seeded catalogue, each with seeded factors and tables, as a shop serves them.
 *
 * @param items of the catalogue
 * @param folder the packs are below it, by name
 * @param packs what to write
 * @returns by name: bytes of the manifest, of the other files that lists wait for, and of those that come later
 */
export async function preparePacks(items: number, folder: string, packs: readonly PreparedPack[]): Promise<Record<string, number[]>> {
  const catalog = largeCatalog(items);
  const random = seededRandom(11);
  const popularity = Float32Array.from({ length: items }, () => random() ** 4);
  const table = seededTable(items, random);
  const sizes: Record<string, number[]> = {};
  for (const { name, dimensions, shipped, first } of packs) {
    const factors = Float32Array.from({ length: items * dimensions }, () => 0.2 * normal(random));
    const seconds = { popularity: 0, 'item-knn': 0, 'closed-form': 0, ials: 0, prototypes: 0 };
    const models = { popularity, factors, neighbours: table, followers: table, prototypes: null, seconds };
    const settings = { ...DEFAULT_TRAIN_SETTINGS, threads: 1, dimensions, shipped };
    const label = { ...trialLabel(settings), created: new Date(Date.UTC(2026, 0, 1)).toISOString() };
    const published = await publishPack(await makePack(models, catalog, settings, label));
    const { first: _, ...without } = published.manifest;
    const text = manifestText(first ? published.manifest : without);
    await rm(`${folder}/${name}`, { recursive: true, force: true });
    await mkdir(`${folder}/${name}`, { recursive: true });
    await writeFile(`${folder}/${name}/pack.json`, text);
    for (const [path, bytes] of published.files) await writeFile(`${folder}/${name}/${path}`, bytes);
    const bytesOf = (late: boolean): number =>
      [...published.files].reduce((sum, [path, bytes]) => sum + (path.startsWith('texts-') === late ? bytes.length : 0), 0);
    sizes[name] = [Buffer.byteLength(text), bytesOf(false), bytesOf(true)];
  }
  return sizes;
}

/** Similar and following items of every item, among those near it. */
function seededTable(items: number, random: () => number): ItemNeighbours {
  const lists = Array.from({ length: items }, (_, item) => {
    const others = new Set<number>();
    while (others.size < FOLLOWERS) {
      const other = (item + 1 + Math.floor(random() * SPREAD)) % items;
      if (other !== item) others.add(other);
    }
    return [...others];
  });
  return {
    offsets: Uint32Array.from({ length: items + 1 }, (_, item) => item * FOLLOWERS),
    items: Uint32Array.from(lists.flat()),
    similarities: Float32Array.from({ length: items * FOLLOWERS }, (_, at) => 1 / (1 + (at % FOLLOWERS))),
  };
}
