import { kindOf } from '../../query/attend-history.js';
import type { EncoderCard } from '../../types/encoder-card.js';
import { TRAINED_EVENTS } from '../log/events/event-rules.js';
import type { Interactions } from '../log/interactions.js';

/** What a shopper did before an event, as a browser would read it, and the item of the event. */
export interface SequencePlace {
  /** Distinct items, latest first. Shape [count]. */
  readonly history: readonly number[];
  /** Rows of the matrix `kinds`, of the event of each item with the largest weight. Shape [count]. */
  readonly kinds: readonly number[];
  /** Row of the item that came. */
  readonly target: number;
}

/**
 * The place of an event in its shopper's sequence: the distinct items before it, latest first, each with its event of the largest weight, as
 * `weighHistory` has them.
 *
 * @param interactions all of them
 * @param event index of the event that is the target
 * @param first index of the shopper's first event
 * @param card architecture of the encoder
 * @param has whether an item has a row
 * @returns null where nothing comes before it that has a row, its item is among what came, or its item has no row
 */
export function sequencePlace(
  { itemRows, names, weights }: Interactions,
  event: number,
  first: number,
  card: EncoderCard,
  has: (row: number) => boolean,
): SequencePlace | null {
  const target = itemRows[event];
  if (!has(target)) return null;
  const strongest = new Map<number, number>();
  for (let before = event - 1; before >= first; before--) {
    const row = itemRows[before];
    if (row === target) return null;
    if (!(weights[before] > 0)) continue;
    const known = strongest.get(row);
    if (known === undefined && strongest.size >= card.length) break;
    if (known === undefined || weights[before] > weights[known]) strongest.set(row, before);
  }
  const history = [...strongest.keys()];
  if (!history.some(has)) return null;
  const kinds = Array.from(strongest.values(), (at) => kindOf(card, TRAINED_EVENTS[names[at]]));
  return { history, kinds, target };
}
