import { TopList } from '../../core/numbers/top-list.js';
import { LIMITS } from '../../pack/format/format.js';
import type { TopK } from '../../types/scoring/scorer.js';
import { transpose } from '../matrices/sparse-matrix.js';
import type { ItemNeighbours } from '../models/item-cosine.js';
import { collectRows } from '../models/strongest-neighbours.js';

/** Input for filling a table of neighbours or followers. */
export interface TableFilling {
  /** Share of content in place of data, 0 (warm items) to 1. Shape [items]. */
  readonly share: Float64Array;
  /** Content neighbours of the cold items, all of them warm; other rows are empty. */
  readonly near: ItemNeighbours;
  /** Weight of a cold item in another item's row, relative to entries from data; 0: none is added. */
  readonly strength: number;
}

/** Maximum number of entries from content in the row of a cold item. */
const OWN_ENTRIES = 50;
/** Maximum number of rows that a cold item is a candidate for. */
const PLACES = 100;
/** Maximum number of cold items added to a row, to bound the size of the pack. */
const ADDITIONS_PER_ROW = 10;
/** Exponent of a cosine as a weight, so that one very similar item outweighs several less similar ones. */
const SHARPNESS = 2;
/** Weight of a neighbour itself, relative to the strongest entry of its row. */
const NEIGHBOUR_WORTH = 0.5;

/**
 * Adds cold items to a table from their content neighbours. The row of a cold item gets the mean of its neighbours' rows, and the
 * neighbours themselves. In other rows, a cold item is added where its neighbours are, and in its neighbours' rows, with a weight that
 * is at most that of the row's strongest entry. Entries of warm items are unchanged.
 *
 * @param table from training
 * @param filling content neighbours and weights
 * @see Gantner et al.: Learning Attribute-to-Feature Mappings for Cold-Start Recommendations, ICDM 2010, for the mapping by
 *   nearest neighbours; here with rows of a table in place of factors
 */
export function fillTable(table: ItemNeighbours, { share, near, strength }: TableFilling): ItemNeighbours {
  const items = share.length;
  const incoming = byColumn(table);
  const strongest = Float64Array.from(share, (_, row) => (isEmpty(table, row) ? 0 : table.similarities[table.offsets[row]]));
  const filled = strongest.filter((value) => value > 0);
  const usual = filled.reduce((sum, value) => sum + value, 0) / Math.max(1, filled.length);
  const rowMixer = mixer(near, table, () => usual, OWN_ENTRIES);
  const columnMixer = mixer(near, incoming, (neighbour) => strongest[neighbour], PLACES);
  const additions = byColumn(collectRows(items, (item) => columnMixer(item, strength * share[item])));
  // The number of entries that cold items would have if they were as common as the others.
  const cold = share.reduce((count, part) => count + (part > 0 ? 1 : 0), 0);
  const limit = Math.min(ADDITIONS_PER_ROW, Math.ceil((OWN_ENTRIES * cold) / items));
  const list = new TopList(LIMITS.neighbours);
  return collectRows(items, (row) => {
    const from = table.offsets[row];
    const to = table.offsets[row + 1];
    const own = rowMixer(row, share[row]);
    const coming = strongestAdditions(additions, row, limit);
    if (own.items.length === 0 && coming.length === 0)
      return { items: table.items.slice(from, to), scores: Float64Array.from(table.similarities.subarray(from, to)) };
    const entries = new Map<number, number>();
    for (let entry = from; entry < to; entry++) entries.set(table.items[entry], table.similarities[entry]);
    const bound = from === to ? Number.POSITIVE_INFINITY : strongest[row];
    for (const [item, value] of coming) entries.set(item, Math.min(bound, (entries.get(item) ?? 0) + value));
    for (const [place, item] of own.items.entries()) entries.set(item, (entries.get(item) ?? 0) + own.scores[place]);
    for (const [item, value] of entries) list.offer(item, value);
    return list.take();
  });
}

/** Mixes the rows of an item's neighbours, and the neighbours themselves; empty where the factor is 0. */
function mixer(
  near: ItemNeighbours,
  table: ItemNeighbours,
  worthOf: (neighbour: number) => number,
  most: number,
): (item: number, factor: number) => TopK {
  const sums = new Float64Array(table.offsets.length - 1);
  const list = new TopList(most);
  return (item, factor) => {
    if (factor === 0) return list.take();
    let total = 0;
    const sure = near.similarities[near.offsets[item]];
    for (let entry = near.offsets[item]; entry < near.offsets[item + 1]; entry++) total += near.similarities[entry] ** SHARPNESS;
    const touched: number[] = [];
    const add = (other: number, value: number): void => {
      if (value <= 0 || other === item) return;
      if (sums[other] === 0) touched.push(other);
      sums[other] += value;
    };
    for (let entry = near.offsets[item]; entry < near.offsets[item + 1]; entry++) {
      const neighbour = near.items[entry];
      const alike = near.similarities[entry] ** SHARPNESS;
      add(neighbour, NEIGHBOUR_WORTH * factor * alike * worthOf(neighbour));
      const weight = (factor * sure * alike) / total;
      for (let k = table.offsets[neighbour]; k < table.offsets[neighbour + 1]; k++) add(table.items[k], weight * table.similarities[k]);
    }
    for (const other of touched) {
      list.offer(other, sums[other]);
      sums[other] = 0;
    }
    return list.take();
  };
}

/** The transposed table: the rows that have an item, with its weight. */
function byColumn({ offsets, items, similarities }: ItemNeighbours): ItemNeighbours {
  const size = offsets.length - 1;
  const turned = transpose({ rows: size, columns: size, offsets, indices: items, values: similarities });
  return { offsets: turned.offsets, items: turned.indices, similarities: turned.values };
}

function strongestAdditions(additions: ItemNeighbours, row: number, limit: number): [number, number][] {
  const entries: [number, number][] = [];
  for (let k = additions.offsets[row]; k < additions.offsets[row + 1]; k++) entries.push([additions.items[k], additions.similarities[k]]);
  return entries.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, limit);
}

function isEmpty({ offsets }: ItemNeighbours, row: number): boolean {
  return offsets[row] === offsets[row + 1];
}
