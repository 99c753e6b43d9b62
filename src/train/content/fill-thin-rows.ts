import { LIMITS } from '../../pack/format/format.js';
import { TopList } from '../../score/settle/top-k.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { ItemNeighbours } from '../models/item-cosine.js';
import { collectRows } from '../models/strongest-neighbours.js';
import type { StepLog } from '../progress/step-log.js';
import { alikeItems } from './content-neighbours.js';
import type { ContentVectors } from './content-vectors.js';

/** Input of `fillThinRows`. */
interface ThinRows {
  readonly content: ContentVectors;
  /** In row order. */
  readonly catalog: readonly CatalogItem[];
  /** Number of shoppers of each item in training. Shape [items]. */
  readonly support: Uint32Array;
  /** Whether shoppers were held out, so that the settings were tuned; else content counts in every row, the less the more shoppers it has. */
  readonly tuned: boolean;
  /** Reports the progress. */
  readonly steps: StepLog;
}

/** Number of entries from which a row is not filled, as many as a usual list has. */
const ENOUGH = 10;
/** Number of items found by content for a row, before those of one product are reduced to one. */
const FOUND = 40;
/** Maximum number of items that are searched; of more, a spread sample. */
const SEARCHED = 20_000;
/** Similarity of an item with equal content: as that of a pair with about nine shoppers, see `itemCosine`. */
const EQUAL_CONTENT = 0.3;
/** Exponent of a cosine as a weight. */
const SHARPNESS = 2;
/** Number of shoppers at which content counts half. */
const HALF_SURE = 10;

/**
 * Fills rows of the table of similar items that have few entries with the items of the most similar content, so that the list of every
 * item is about the item, and not what everybody buys. With tuned settings they rank below the entries from data. Where nothing could be
 * tuned, content is the prior that the data moves: its weight falls with the number of the item's shoppers, and without a log it is all
 * there is. Variants of the item itself are left out, and of others one is taken.
 *
 * @param table similar items, from training
 * @param rows content and support
 */
export async function fillThinRows(table: ItemNeighbours, { content, catalog, support, tuned, steps }: ThinRows): Promise<ItemNeighbours> {
  const { offsets, items, similarities } = table;
  const lengthOf = (row: number): number => offsets[row + 1] - offsets[row];
  const thin = catalog.map((_, row) => row).filter((row) => !tuned || lengthOf(row) < ENOUGH);
  if (thin.length === 0) return table;
  const near = await steps.run(
    'similar content',
    (step) => alikeItems({ content, rows: thin, candidates: spreadSample(catalog.length), most: FOUND, progress: step }),
    catalog.length,
    'items',
  );
  const list = new TopList(LIMITS.neighbours);
  return collectRows(catalog.length, (row) => {
    const entries = new Map<number, number>();
    for (let entry = offsets[row]; entry < offsets[row + 1]; entry++) entries.set(items[entry], similarities[entry]);
    const bound = lengthOf(row) === 0 ? EQUAL_CONTENT : similarities[offsets[row + 1] - 1];
    const share = tuned ? 1 : HALF_SURE / (HALF_SURE + support[row]);
    const space = tuned ? Math.max(0, ENOUGH - lengthOf(row)) : Math.max(ENOUGH, 2 * ENOUGH - lengthOf(row));
    for (const [other, cosine] of distinctProducts(near, row, catalog, tuned ? entries : null, space)) {
      const value = EQUAL_CONTENT * cosine ** SHARPNESS;
      entries.set(other, tuned ? Math.min(bound, value) : (entries.get(other) ?? 0) + share * value);
    }
    for (const [item, value] of entries) list.offer(item, value);
    return list.take();
  });
}

/** The neighbours of a row by content: one of each product, none of its own product, none that is known. */
function distinctProducts(
  near: ItemNeighbours,
  row: number,
  catalog: readonly CatalogItem[],
  known: ReadonlyMap<number, number> | null,
  most: number,
): [item: number, cosine: number][] {
  const groups = new Set<string>();
  const own = catalog[row].item_group_id;
  if (own !== undefined) groups.add(own);
  const kept: [number, number][] = [];
  for (let entry = near.offsets[row]; entry < near.offsets[row + 1] && kept.length < most; entry++) {
    const item = near.items[entry];
    const group = catalog[item].item_group_id;
    if (item === row || known?.has(item) === true || (group !== undefined && groups.has(group))) continue;
    if (group !== undefined) groups.add(group);
    kept.push([item, near.similarities[entry]]);
  }
  return kept;
}

/** All rows, or of many a sample that is spread over the whole catalogue. */
function spreadSample(rows: number): Uint32Array {
  const count = Math.min(rows, SEARCHED);
  return Uint32Array.from({ length: count }, (_, at) => Math.floor((at * rows) / count));
}
