import { kindOf, readItems } from '../../query/attend-history.js';
import type { ReadItems } from '../../query/consistent-pass.js';
import type { EncoderCard } from '../../types/encoder-card.js';
import { TRAINED_EVENTS } from '../log/events/event-rules.js';
import type { Interactions } from '../log/interactions.js';
import type { LearnedRows } from './learned-rows.js';

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
 * Reads the place of an event: the distinct items before it, latest first, each with its event of the largest weight, as `weighHistory` has them.
 *
 * @param interactions all of them
 * @param event index of the event that is the target
 * @param first index of the shopper's first event
 * @param card architecture of the encoder
 * @param rows of the items
 * @returns null where nothing comes before it that has a row, its item is among what came, or its item has no row
 */
export function readPlace(
  { itemRows, names, weights }: Interactions,
  event: number,
  first: number,
  card: EncoderCard,
  rows: LearnedRows,
): TrainingPlace | null {
  const target = itemRows[event];
  if (!rows.has(target)) return null;
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
  if (!history.some((row) => rows.has(row))) return null;
  const kinds = Array.from(strongest.values(), (at) => kindOf(card, TRAINED_EVENTS[names[at]]));
  return {
    items: readItems(
      history.map((row) => rows.of(row)),
      kinds,
    ),
    history,
    target,
  };
}
