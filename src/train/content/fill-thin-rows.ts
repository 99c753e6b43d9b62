import { TopList } from '../../core/numbers/top-list.js';
import { LIMITS } from '../../pack/format/format.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { ItemNeighbours } from '../models/item-cosine.js';
import { collectRows } from '../models/strongest-neighbours.js';
import type { ProgressStep } from '../progress/progress.js';
import { alikeItems } from './content-neighbours.js';
import type { ContentVectors } from './content-vectors.js';

/** Number of items added to a row: two usual lists. */
const ADDED = 20;
/** Number of items found for a row, before those of one product are reduced to one; and in a large catalogue. */
const FOUND = 40;
const FOUND_IN_LARGE = 15;
const LARGE_CATALOG = 200_000;
/** Maximum number of items that are searched for each; of more, a spread sample. */
const SEARCHED = 20_000;
/** Maximum number of pairs compared, to bound the time. */
const COMPARED = 2e9;
/** Similarity of an item with equal content: as that of a pair with about nine shoppers, see `itemCosine`. */
const EQUAL_CONTENT = 0.3;
/** Exponent of a cosine as a weight. */
const SHARPNESS = 2;
/** Number of shoppers from which a row needs no content. */
const SURE = 50;

/**
 * The items with the most similar content of every item. Variants of the item itself are left out, and of another product one is taken.
 *
 * @param content of all items
 * @param catalog in row order
 * @param progress reports the items finished
 * @returns cosines, strongest first
 */
export async function alikeProducts(
  content: ContentVectors,
  catalog: readonly CatalogItem[],
  progress: ProgressStep,
): Promise<ItemNeighbours> {
  const items = catalog.length;
  const most = items > LARGE_CATALOG ? FOUND_IN_LARGE : FOUND;
  const searched = Math.min(items, SEARCHED, Math.max(1, Math.floor(COMPARED / items)));
  const candidates = Uint32Array.from({ length: searched }, (_, at) => Math.floor((at * items) / searched));
  const near = await alikeItems({ content, rows: catalog.map((_, row) => row), candidates, most, progress });
  return collectRows(items, (row) => {
    const groups = new Set([catalog[row].item_group_id]);
    groups.delete(undefined);
    const kept: number[] = [];
    for (let entry = near.offsets[row]; entry < near.offsets[row + 1] && kept.length < ADDED; entry++) {
      const item = near.items[entry];
      const group = catalog[item].item_group_id;
      if (item === row || (group !== undefined && groups.has(group))) continue;
      groups.add(group);
      kept.push(entry);
    }
    return {
      items: Uint32Array.from(kept, (entry) => near.items[entry]),
      scores: Float64Array.from(kept, (entry) => near.similarities[entry]),
    };
  });
}

/**
 * Adds the items of the most similar content to the table of similar items, the more the fewer shoppers an item has: the list of every item is
 * then about the item, and not what everybody buys. Content is a prior that data moves; without a log it is all there is.
 *
 * @param table similar items, from training
 * @param alike from `alikeProducts`
 * @param support number of shoppers of each item in training, shape [items]
 */
export function fillThinRows(table: ItemNeighbours, alike: ItemNeighbours, support: Uint32Array): ItemNeighbours {
  if (support.every((shoppers) => shoppers >= SURE)) return table;
  const list = new TopList(LIMITS.neighbours);
  const offer = (from: ItemNeighbours, row: number, entries: Map<number, number>, worth: (value: number) => number): void => {
    for (let entry = from.offsets[row]; entry < from.offsets[row + 1]; entry++) {
      const item = from.items[entry];
      entries.set(item, (entries.get(item) ?? 0) + worth(from.similarities[entry]));
    }
  };
  return collectRows(support.length, (row) => {
    const entries = new Map<number, number>();
    offer(table, row, entries, (value) => value);
    const share = Math.max(0, 1 - support[row] / SURE) ** 2;
    if (share > 0) offer(alike, row, entries, (cosine) => share * EQUAL_CONTENT * cosine ** SHARPNESS);
    for (const [item, value] of entries) list.offer(item, Math.min(1, value));
    return list.take();
  });
}
