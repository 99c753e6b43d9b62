import { seededRandom } from './random.js';

/** How two lists were drafted into one: all that is needed to know later whose item stood where. */
export interface Draft {
  /** What is compared, in small letters and digits. */
  readonly name: string;
  /** What the coin was thrown by, an unsigned 32-bit integer. */
  readonly seed: number;
  /** Places drafted, from the first on; what follows belongs to nobody. */
  readonly places: number;
}

/** `own`: the list as its call asks for it. `other`: the one that it is compared with. */
export type Team = 'own' | 'other';

const MARK = /-versus-([a-z0-9]{1,32})-([0-9a-v]{1,7})-([0-9a-v]{1,3})$/;

/**
 * Who drafts a place. Two places make a round, and a coin says who goes first in it. The coin knows the seed and the round alone, not
 * the items, so that the log needs to keep no teams: an item's place and the list's id tell its team.
 *
 * @param seed from the draft
 * @param place from 0, the first
 * @see Radlinski, Kurup, Joachims: How does clickthrough data reflect retrieval quality?, CIKM 2008, section 5.2 (team draft)
 */
export function teamOf(seed: number, place: number): Team {
  const round = place >> 1;
  const ownFirst = seededRandom(Math.imul(round + 1, 0x9e3779b1) ^ seed)() < 0.5;
  return ownFirst === (place % 2 === 0) ? 'own' : 'other';
}

/**
 * What the id of a drafted list ends with. It holds nothing of the shopper.
 *
 * @param draft of the list
 */
export function draftMark({ name, seed, places }: Draft): string {
  return `-versus-${name}-${(seed >>> 0).toString(32)}-${places.toString(32)}`;
}

/**
 * The draft that a list came from, by its id.
 *
 * @param listId from an event's `item_list_id`
 * @returns the draft, null for lists that were not drafted; and the id without the mark
 */
export function readDraft(listId: string): { readonly draft: Draft | null; readonly plainId: string } {
  const found = MARK.exec(listId);
  if (found === null) return { draft: null, plainId: listId };
  const draft = { name: found[1], seed: Number.parseInt(found[2], 32), places: Number.parseInt(found[3], 32) };
  return { draft, plainId: listId.slice(0, found.index) };
}
