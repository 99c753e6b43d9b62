import { TopList } from '../../../score/settle/top-k.js';
import type { ItemNeighbours } from '../item-cosine.js';
import { collectRows } from '../strongest-neighbours.js';
import type { FollowerPart, Mixture } from './mixture.js';

/** Trained parts of a mixture, each in the common scale of `evenScale`. */
export type TrainedParts = ReadonlyMap<FollowerPart, ItemNeighbours>;

/** A row of a table, strongest first. */
export interface MixedRow {
  readonly items: Uint32Array;
  readonly scores: Float64Array;
}

/**
 * Brings a table to the scale that parts are mixed in: its rows add up to 1 on average.
 *
 * @param table weights above 0
 * @param levelled part of the differences between rows that is removed, 0 to 1: 0 none, 1 all, so that each row adds up to 1. With all,
 *   rows of items that little is known of are as strong as others, and lists are worse
 */
export function evenScale(table: ItemNeighbours, levelled: number): ItemNeighbours {
  const { offsets } = table;
  const rows = offsets.length - 1;
  const similarities = Float32Array.from(table.similarities);
  let total = 0;
  let filled = 0;
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let entry = offsets[row]; entry < offsets[row + 1]; entry++) sum += similarities[entry];
    if (sum <= 0) continue;
    const factor = sum ** -levelled;
    for (let entry = offsets[row]; entry < offsets[row + 1]; entry++) similarities[entry] *= factor;
    total += sum * factor;
    filled++;
  }
  if (total > 0) for (const [entry, value] of similarities.entries()) similarities[entry] = (value * filled) / total;
  return { ...table, similarities };
}

/**
 * Two steps: per item the items that follow what follows it. Steps back to the item itself are left out.
 *
 * @param first table of the first step
 * @param second of the second
 * @param most maximum number of entries per row
 */
export function twoSteps(first: ItemNeighbours, second: ItemNeighbours, most: number): ItemNeighbours {
  const rows = first.offsets.length - 1;
  const sums = new Float64Array(rows);
  const list = new TopList(most);
  return collectRows(rows, (row) => {
    const touched: number[] = [];
    for (let entry = first.offsets[row]; entry < first.offsets[row + 1]; entry++) {
      const between = first.items[entry];
      const step = first.similarities[entry];
      for (let next = second.offsets[between]; next < second.offsets[between + 1]; next++) {
        const item = second.items[next];
        const value = step * second.similarities[next];
        if (item === row || value === 0) continue;
        if (sums[item] === 0) touched.push(item);
        sums[item] += value;
      }
    }
    for (const item of touched) {
      list.offer(item, sums[item]);
      sums[item] = 0;
    }
    return list.take();
  });
}

/**
 * Prepares rows of the weighted sum of parts, the strongest items of each.
 *
 * @param parts at least those of the mixtures asked for
 * @param most maximum number of items per row
 * @returns makes one row of a mixture; valid for any mixture of these parts
 */
export function rowMixer(parts: TrainedParts, most: number): (row: number, mixture: Mixture) => MixedRow {
  const [first] = parts.values();
  const sums = new Float64Array(first === undefined ? 0 : first.offsets.length - 1);
  const list = new TopList(most);
  return (row, mixture) => {
    const touched: number[] = [];
    for (const { part, weight } of mixture) {
      const table = parts.get(part);
      if (table === undefined) continue;
      for (let entry = table.offsets[row]; entry < table.offsets[row + 1]; entry++) {
        const value = weight * table.similarities[entry];
        if (value === 0) continue;
        if (sums[table.items[entry]] === 0) touched.push(table.items[entry]);
        sums[table.items[entry]] += value;
      }
    }
    for (const item of touched) {
      list.offer(item, sums[item]);
      sums[item] = 0;
    }
    return list.take();
  };
}

/** The table of a mixture: per item its strongest followers, `most` at most. */
export function mixFollowers(parts: TrainedParts, mixture: Mixture, most: number): ItemNeighbours {
  const [first] = parts.values();
  const mixed = rowMixer(parts, most);
  return collectRows(first === undefined ? 0 : first.offsets.length - 1, (row) => mixed(row, mixture));
}
