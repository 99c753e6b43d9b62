import { addBit, createBitset, hasBit } from '../../core/numbers/bitset.js';

/**
 * The rows of a mask, as often as they are asked for.
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
 * A mask of rows.
 *
 * @param rows row numbers; those that are none are left out
 * @param items rows of the catalogue
 * @returns bitset over rows
 */
export function maskOfRows(rows: Iterable<number>, items: number): Uint32Array {
  const mask = createBitset(items);
  for (const row of rows) if (row >= 0 && row < items) addBit(mask, row);
  return mask;
}
