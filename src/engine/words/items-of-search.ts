import { countBits, createBitset, hasBit } from '../../core/numbers/bitset.js';
import type { Pack } from '../../types/pack.js';
import { rowsInMask } from '../rows/rows-in-mask.js';
import type { WordRows } from './match-words.js';

/** Maximum number of items of a search: those that match best, and of these the popular ones. */
const ITEMS_NAMED = 200;
/** Items that match less than this share of the best match are left out. */
const LEAST_OF_BEST = 0.5;

/**
 * The items that a search finds, and how far each matches: the share of the search's words that it has, each word weighted by how rare it is. Words that
 * no item has, or all have, say nothing and are ignored. A search whose best matches include an item of a sensitive category finds nothing: it may be about that.
 *
 * @param pack the catalogue
 * @param words of the search
 * @param found rows of the words
 * @param isSensitive whether a row is in a sensitive category
 * @returns by row, in (0, 1]; at most 200
 * @see Sparck Jones: A Statistical Interpretation of Term Specificity and Its Application in Retrieval, 1972
 */
export function itemsOfSearch(
  pack: Pick<Pack, 'items' | 'popularity'>,
  words: readonly string[],
  found: WordRows,
  isSensitive: (row: number) => boolean,
): ReadonlyMap<number, number> {
  const known = [...new Set(words)].flatMap((word) => {
    const rows = found.get(word);
    const count = rows ? countBits(rows) : 0;
    return rows && count > 0 && count < pack.items ? [{ rows, rarity: Math.log(pack.items / count) }] : [];
  });
  const any = createBitset(pack.items);
  for (const { rows } of known) for (let at = 0; at < any.length; at++) any[at] |= rows[at];
  const whole = known.reduce((sum, { rarity }) => sum + rarity, 0);
  const matches = Array.from(rowsInMask(any, pack.items), (row) => {
    const has = known.reduce((sum, { rows, rarity }) => sum + (hasBit(rows, row) ? rarity : 0), 0);
    return { row, match: has / whole };
  });
  const best = matches.reduce((most, { match }) => Math.max(most, match), 0);
  if (matches.some(({ row, match }) => match === best && isSensitive(row))) return new Map();
  const { popularity } = pack;
  const kept = matches.filter(({ row, match }) => match >= LEAST_OF_BEST * best && !isSensitive(row));
  kept.sort((a, b) => b.match - a.match || popularity[b.row] - popularity[a.row] || a.row - b.row);
  return new Map(kept.slice(0, ITEMS_NAMED).map(({ row, match }) => [row, match]));
}
