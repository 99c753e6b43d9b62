import { readItems } from '../../query/attend-history.js';
import type { ReadItems } from '../../query/consistent-pass.js';
import type { EncoderCard } from '../../types/encoder-card.js';
import type { Interactions } from '../log/interactions.js';
import type { LearnedRows } from './learned-rows.js';
import { sequencePlace } from './sequence-place.js';

/** One place of a shopper's sequence: what was read before it, and the item that came. */
export interface TrainingPlace {
  /** As a browser would read the history. */
  readonly items: ReadItems;
  /** Rows of these items, latest first. Shape [count]. */
  readonly history: readonly number[];
  /** Row of the item that came. */
  readonly target: number;
}

/**
 * Reads the place of an event by the rows of the items before it.
 *
 * @param interactions all of them
 * @param event index of the event that is the target
 * @param first index of the shopper's first event
 * @param card architecture of the encoder
 * @param rows of the items
 * @returns null where there is no such place, see `sequencePlace`
 */
export function readPlace(
  interactions: Interactions,
  event: number,
  first: number,
  card: EncoderCard,
  rows: LearnedRows,
): TrainingPlace | null {
  const place = sequencePlace(interactions, event, first, card, (row) => rows.has(row));
  if (place === null) return null;
  const { history, kinds, target } = place;
  return {
    items: readItems(
      history.map((row) => rows.of(row)),
      kinds,
    ),
    history,
    target,
  };
}
