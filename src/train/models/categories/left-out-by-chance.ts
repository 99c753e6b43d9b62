import { createHash } from 'node:crypto';
import type { Interactions } from '../../log/interactions.js';
import { CATEGORY_ROW } from './category-steps.js';

/** Of 16 places, those left out. */
const LEFT_OUT = 4;

/**
 * Leaves out a quarter of the places of each row, by a key that follows from the whole log. All items of a category are filled from one list, so a pair that
 * is missing because one shopper made it would stand out from the rows beside it; among those missing by chance it does not. Who knows the log can tell
 * them apart, and who compares several packs of one shop comes nearer to it. The same log leaves out the same.
 *
 * @param interactions the log
 * @returns whether a row leaves out a place of its list, 0 to `CATEGORY_ROW` - 1
 * @see Warner: Randomized Response: A Survey Technique for Eliminating Evasive Answer Bias, JASA 1965
 */
export function leftOutByChance({ itemRows, offsets, times }: Interactions): (row: number, place: number) => boolean {
  const log = createHash('sha256');
  for (const { buffer, byteOffset, byteLength } of [itemRows, offsets, times]) log.update(new Uint8Array(buffer, byteOffset, byteLength));
  const key = log.digest();
  let known = -1;
  let bytes: Uint8Array = key;
  return (row, place) => {
    if (row !== known) {
      bytes = createHash('sha256').update(key).update(String(row)).digest();
      known = row;
    }
    // Four bits per place: 32 bytes have 64.
    return ((bytes[(place % CATEGORY_ROW) >> 1] >> (4 * (place & 1))) & 15) < LEFT_OUT;
  };
}
