import { TopList } from '../../../core/numbers/top-list.js';
import type { ItemNeighbours } from '../item-cosine.js';
import { collectRows } from '../strongest-neighbours.js';
import type { FollowerPart, Mixture } from './mixture.js';

/** Trained parts of a mixture, each in the common scale of `evenScale`. */
export type TrainedParts = ReadonlyMap<FollowerPart, ItemNeighbours>;

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
 * The table of a mixture: per item the strongest of the weighted sum of its parts.
 *
 * @param parts at least those of the mixture
 * @param mixture weights
 * @param most maximum number of items per row
 */
export function mixFollowers(parts: TrainedParts, mixture: Mixture, most: number): ItemNeighbours {
  const tables = mixture.flatMap(({ part, weight }) => {
    const table = parts.get(part);
    return table === undefined ? [] : [{ table, weight }];
  });
  const rows = tables.length === 0 ? 0 : tables[0].table.offsets.length - 1;
  const sums = new Float64Array(rows);
  const list = new TopList(most);
  return collectRows(rows, (row) => {
    const touched: number[] = [];
    for (const { table, weight } of tables) {
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
  });
}
