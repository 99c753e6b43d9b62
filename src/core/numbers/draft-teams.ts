import { seededRandom } from './random.js';

/** The interleaving of two lists: determines the team of every position. */
export interface Draft {
  /** Name of the comparison, in lower-case letters and digits. */
  readonly name: string;
  /** Seed of the coin, an unsigned 32-bit integer. */
  readonly seed: number;
  /** Number of drafted positions, from the first; later ones have no team. */
  readonly places: number;
}

/** `own`: the list of the call. `other`: the list it is compared with. */
export type Team = 'own' | 'other';

const MARK = /-versus-([a-z0-9]{1,32})-([0-9a-v]{1,7})-([0-9a-v]{1,3})$/;

/**
 * The team of a position. Two positions are a round; a coin decides which team picks first. The coin depends on the seed and the round only, so
 * the log need not store teams: an item's position and the list's id determine its team.
 *
 * @param seed from the draft
 * @param place position, from 0
 * @see Radlinski, Kurup, Joachims: How does clickthrough data reflect retrieval quality?, CIKM 2008, section 5.2 (team draft)
 */
export function teamOf(seed: number, place: number): Team {
  const round = place >> 1;
  const ownFirst = seededRandom(Math.imul(round + 1, 0x9e3779b1) ^ seed)() < 0.5;
  return ownFirst === (place % 2 === 0) ? 'own' : 'other';
}

/**
 * The suffix of an interleaved list's id. It contains nothing about the shopper.
 *
 * @param draft of the list
 */
export function draftMark({ name, seed, places }: Draft): string {
  return `-versus-${name}-${(seed >>> 0).toString(32)}-${places.toString(32)}`;
}

/**
 * The draft of a list, from its id.
 *
 * @param listId from an event's `item_list_id`
 * @returns the draft, null for a list that is not interleaved; and the id without the suffix
 */
export function readDraft(listId: string): { readonly draft: Draft | null; readonly plainId: string } {
  const found = MARK.exec(listId);
  if (found === null) return { draft: null, plainId: listId };
  const draft = { name: found[1], seed: Number.parseInt(found[2], 32), places: Number.parseInt(found[3], 32) };
  return { draft, plainId: listId.slice(0, found.index) };
}
