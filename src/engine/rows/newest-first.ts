import type { Steps } from '../../core/time/run-steps.js';
import type { Pack } from '../../types/pack.js';

/** Rows sorted or merged between two yields. */
const ROWS_AT_ONCE = 4096;

const orders = new WeakMap<Pack, Uint32Array>();

/**
 * All rows with a date, newest first; of one day, the most popular first. Computed once for each pack, by merge sort.
 *
 * @param pack the catalogue
 * @returns row numbers; empty where the pack has no dates
 */
export function* newestFirst(pack: Pack): Steps<Uint32Array> {
  const known = orders.get(pack);
  if (known !== undefined) return known;
  const added = pack.numberColumn('added') ?? new Float64Array();
  const compare = (a: number, b: number): number => added[b] - added[a] || pack.popularity[b] - pack.popularity[a] || a - b;
  let rows = Uint32Array.from(added.keys()).filter((row) => !Number.isNaN(added[row]));
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    rows.subarray(from, from + ROWS_AT_ONCE).sort(compare);
    yield;
  }
  let merged = new Uint32Array(rows.length);
  for (let width = ROWS_AT_ONCE; width < rows.length; width *= 2) {
    for (let from = 0; from < rows.length; from += 2 * width) {
      const [middle, end] = [Math.min(from + width, rows.length), Math.min(from + 2 * width, rows.length)];
      let [left, right] = [from, middle];
      for (let at = from; at < end; at++) {
        if (at % ROWS_AT_ONCE === 0) yield;
        merged[at] = right >= end || (left < middle && compare(rows[left], rows[right]) <= 0) ? rows[left++] : rows[right++];
      }
    }
    [rows, merged] = [merged, rows];
  }
  orders.set(pack, rows);
  return rows;
}
