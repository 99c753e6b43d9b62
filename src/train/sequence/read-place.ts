import { kindOf, readItems } from '../../query/attend-history.js';
import type { ReadItems } from '../../query/consistent-pass.js';
import type { EncoderCard } from '../../types/encoder-card.js';
import type { Pack } from '../../types/pack.js';
import { TRAINED_EVENTS } from '../log/events/event-rules.js';
import type { Interactions } from '../log/interactions.js';

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
 * @param vectors rows of the pack at their real size. Shape [items, dimensions]
 * @returns null where nothing comes before it, or its item is among them
 */
export function readPlace(
  { itemRows, names, weights }: Interactions,
  event: number,
  first: number,
  card: EncoderCard,
  vectors: PackVectors,
): TrainingPlace | null {
  const target = itemRows[event];
  const strongest = new Map<number, number>();
  for (let before = event - 1; before >= first; before--) {
    const row = itemRows[before];
    if (row === target) return null;
    if (!(weights[before] > 0)) continue;
    const known = strongest.get(row);
    if (known === undefined && strongest.size >= card.length) break;
    if (known === undefined || weights[before] > weights[known]) strongest.set(row, before);
  }
  if (strongest.size === 0) return null;
  const history = [...strongest.keys()];
  const kinds = Array.from(strongest.values(), (at) => kindOf(card, TRAINED_EVENTS[names[at]]));
  return { items: readItems(history.map(vectors.of), kinds), history, target };
}

/** The rows of a pack as numbers: unpacked once, because training reads them millions of times. */
export interface PackVectors {
  readonly dimensions: number;
  /** Shape [items, dimensions]. */
  readonly values: Float32Array;
  /** The row of an item. Shape [dimensions]. */
  of(row: number): Float32Array;
}

/** Unpacks the rows of a pack, as they ship. */
export function packVectors({ rows, scales, dimensions, items }: Pick<Pack, 'rows' | 'scales' | 'dimensions' | 'items'>): PackVectors {
  const values = new Float32Array(items * dimensions);
  for (let at = 0; at < values.length; at++) values[at] = rows[at] * scales[Math.floor(at / dimensions)];
  return { dimensions, values, of: (row) => values.subarray(row * dimensions, (row + 1) * dimensions) };
}
