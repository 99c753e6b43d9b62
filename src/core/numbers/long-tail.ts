import { addBit, createBitset, hasBit } from './bitset.js';

/** Share of the catalogue that is not the long tail: a fifth, the most popular items. */
const HEAD_SHARE = 0.2;

/** By column of popularity, so that each is computed once. */
const heads = new WeakMap<ArrayLike<number>, Uint32Array>();

/**
 * Tells the long tail of a catalogue: the four fifths that are least popular. Of equally popular items those further back in the catalogue are less so,
 * so that there is one tail.
 *
 * @param popularity of each item, shape [items]; not changed later
 * @returns whether a row is in it
 * @see Abdollahpouri, Burke, Mobasher: Managing popularity bias in recommender systems with personalized re-ranking, FLAIRS 2019
 */
export function longTail(popularity: Float32Array): (row: number) => boolean {
  const head = heads.get(popularity) ?? headOf(popularity);
  heads.set(popularity, head);
  return (row) => !hasBit(head, row);
}

/** Bitset of the rows outside the long tail. */
function headOf(popularity: Float32Array): Uint32Array {
  const head = createBitset(popularity.length);
  const places = Math.ceil(HEAD_SHARE * popularity.length);
  if (places === 0) return head;
  const least = popularity.slice().sort()[popularity.length - places];
  let left = places;
  for (const [row, value] of popularity.entries()) {
    if (value <= least) continue;
    addBit(head, row);
    left--;
  }
  for (const [row, value] of popularity.entries()) {
    if (value !== least || left-- <= 0) continue;
    addBit(head, row);
  }
  return head;
}
