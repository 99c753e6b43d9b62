import { addBit, createBitset, hasBit } from '../../core/numbers/bitset.js';

/**
 * The rows of a mask, iterable any number of times.
 *
 * @param mask bitset over rows
 * @param items rows of the catalogue
 */
export function rowsInMask(mask: Uint32Array, items: number): Iterable<number> {
  return {
    *[Symbol.iterator]() {
      for (let row = 0; row < items; row++) if (hasBit(mask, row)) yield row;
    },
  };
}

/**
 * Makes a mask of rows.
 *
 * @param rows row numbers; those outside the catalogue are ignored
 * @param items rows of the catalogue
 * @returns bitset over rows
 */
export function maskOfRows(rows: Iterable<number>, items: number): Uint32Array {
  const mask = createBitset(items);
  for (const row of rows) if (row >= 0 && row < items) addBit(mask, row);
  return mask;
}
