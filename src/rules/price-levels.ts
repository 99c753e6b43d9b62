import type { Pack } from '../types/pack.js';

/** Fewer priced items than that say nothing of what is cheap in a category. */
const FEWEST = 5;

/** Of each pack once: a catalogue is sorted for it. */
const known = new WeakMap<Pack, Float32Array>();

/**
 * Where each item's price lies among those of its category, from 0, the cheapest, to 1, the dearest: what is dear for socks is cheap for a
 * tent. Categories of few items count as one together.
 *
 * @param pack the catalogue
 * @returns shape [items]; NaN where no price is given
 * @see Zheng et al., Price-aware Recommendation with Graph Convolutional Networks, ICDE 2020: price levels by rank within the category
 */
export function priceLevels(pack: Pack): Float32Array {
  const before = known.get(pack);
  if (before !== undefined) return before;
  const levels = new Float32Array(pack.items).fill(Number.NaN);
  const prices = pack.numberColumn('price');
  const column = pack.codedColumn('product_type');
  const rowsOf = new Map<number, number[]>();
  for (let row = 0; row < pack.items && prices !== null; row++) {
    if (Number.isNaN(prices[row])) continue;
    const code = column?.codes[row] ?? 0;
    const rows = rowsOf.get(code);
    if (rows === undefined) rowsOf.set(code, [row]);
    else rows.push(row);
  }
  const categories = [...rowsOf.values()];
  const few = categories.filter((rows) => rows.length < FEWEST).flat();
  for (const rows of [...categories.filter(({ length }) => length >= FEWEST), few]) rankPrices(rows, prices as Float64Array, levels);
  known.set(pack, levels);
  return levels;
}

/** Items of the same price have the same level: the middle of the ranks they share. */
function rankPrices(rows: number[], prices: Float64Array, levels: Float32Array): void {
  rows.sort((a, b) => prices[a] - prices[b]);
  for (let first = 0; first < rows.length; ) {
    let after = first + 1;
    while (after < rows.length && prices[rows[after]] === prices[rows[first]]) after++;
    for (let at = first; at < after; at++) levels[rows[at]] = rows.length === 1 ? 0.5 : (first + after - 1) / 2 / (rows.length - 1);
    first = after;
  }
}
