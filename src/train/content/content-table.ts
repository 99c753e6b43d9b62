import { LIMITS } from '../../pack/format/format.js';
import { TopList } from '../../score/settle/top-k.js';
import type { TopK } from '../../types/scoring/scorer.js';
import { transpose } from '../matrices/sparse-matrix.js';
import type { ItemNeighbours } from '../models/item-cosine.js';
import { collectRows } from '../models/strongest-neighbours.js';

/** What a table of items alike, or of items that follow, is filled with. */
export interface TableFilling {
  /** How far content stands in for data, 0 (not at all: the item is warm) to 1. Shape [items]. */
  readonly share: Float64Array;
  /** Content neighbours of the cold items, all of them warm; other rows are empty. */
  readonly near: ItemNeighbours;
  /** What a cold item in another item's row is worth beside those that shoppers brought there; 0 brings none in. */
  readonly strength: number;
}

/** Entries that content gives to the row of a cold item. */
const OWN_ENTRIES = 50;
/** Rows in which a place is looked for a cold item. */
const PLACES = 100;
/** Cold items that a row takes in at most: what shoppers download must not grow with what nobody wants. */
const GUESTS_PER_ROW = 10;
/** Exponent of a cosine on the way to a weight: one twin says more than several distant cousins. */
const SHARPNESS = 2;
/** What a neighbour itself is worth beside the strongest of the items that stand with it. */
const NEIGHBOUR_WORTH = 0.5;

/**
 * Gives items without data a place in a table by what their content neighbours have. In its own row a cold item takes over the
 * mean of its neighbours' rows, and the neighbours themselves. In the rows of other items it stands where its neighbours stand,
 * and in its neighbours' own rows, at a modest weight: never above the row's strongest entry. All that the table held of warm
 * items stays as it is.
 *
 * @param table from training
 * @param filling with what
 * @see Gantner et al.: Learning Attribute-to-Feature Mappings for Cold-Start Recommendations, ICDM 2010, for the mapping by
 *   nearest neighbours; here rows of a table stand where factors stand there
 */
export function fillTable(table: ItemNeighbours, { share, near, strength }: TableFilling): ItemNeighbours {
  const items = share.length;
  const incoming = byColumn(table);
  const strongest = Float64Array.from(share, (_, row) => (isEmpty(table, row) ? 0 : table.similarities[table.offsets[row]]));
  const filled = strongest.filter((value) => value > 0);
  const usual = filled.reduce((sum, value) => sum + value, 0) / Math.max(1, filled.length);
  const rowMixer = mixer(near, table, () => usual, OWN_ENTRIES);
  const columnMixer = mixer(near, incoming, (neighbour) => strongest[neighbour], PLACES);
  const guests = byColumn(collectRows(items, (item) => columnMixer(item, strength * share[item])));
  // As many as would stand there if they were as widely known as the others.
  const cold = share.reduce((count, part) => count + (part > 0 ? 1 : 0), 0);
  const seats = Math.min(GUESTS_PER_ROW, Math.ceil((OWN_ENTRIES * cold) / items));
  const list = new TopList(LIMITS.neighbours);
  return collectRows(items, (row) => {
    const from = table.offsets[row];
    const to = table.offsets[row + 1];
    const own = rowMixer(row, share[row]);
    const coming = strongestGuests(guests, row, seats);
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

/** Mixes the rows of an item's neighbours, and the neighbours themselves; nothing where the factor is 0. */
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

/** The table seen from the other side: who has an item in their row, and how strongly. */
function byColumn({ offsets, items, similarities }: ItemNeighbours): ItemNeighbours {
  const size = offsets.length - 1;
  const turned = transpose({ rows: size, columns: size, offsets, indices: items, values: similarities });
  return { offsets: turned.offsets, items: turned.indices, similarities: turned.values };
}

function strongestGuests(guests: ItemNeighbours, row: number, seats: number): [number, number][] {
  const entries: [number, number][] = [];
  for (let k = guests.offsets[row]; k < guests.offsets[row + 1]; k++) entries.push([guests.items[k], guests.similarities[k]]);
  return entries.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, seats);
}

function isEmpty({ offsets }: ItemNeighbours, row: number): boolean {
  return offsets[row] === offsets[row + 1];
}
