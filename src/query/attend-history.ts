import { rowVector } from '../core/numbers/row-vector.js';
import type { AttendHistory, ConsistentCard, EncoderCard, EncoderMatrices } from '../types/encoder-card.js';
import type { EventName } from '../types/event.js';
import type { HistoryItem } from '../types/history.js';
import type { Pack } from '../types/pack.js';
import { consistentPass, type ReadItems } from './consistent-pass.js';

/**
 * An encoder of the kind `consistent` over the rows of a pack. It reads the latest items of the history that speak for something; disliked ones add
 * nothing. What it adds is a pure function of the history, so forgetting an event is exact.
 *
 * @param pack rows
 * @param card architecture
 * @param matrices weights
 */
export function attendHistory(
  pack: Pick<Pack, 'rows' | 'scales' | 'dimensions'>,
  card: ConsistentCard,
  matrices: EncoderMatrices,
): AttendHistory {
  return (history) => {
    const nothing = new Float64Array(pack.dimensions);
    const parts = history.map(() => nothing);
    const places = placesRead(history, card);
    if (places.length === 0) return parts;
    const vectors = places.map((place) => rowVector(pack, history[place].row));
    const { weights } = consistentPass(
      card,
      matrices,
      readItems(
        vectors,
        places.map((place) => kindOf(card, history[place].name)),
      ),
    );
    for (const [at, place] of places.entries()) parts[place] = vectors[at].map((value) => weights[at] * value);
    return parts;
  };
}

/**
 * Which items of a history an encoder reads: the latest that speak for something.
 *
 * @param history latest first
 * @param card architecture
 * @returns indices in the history, latest first
 */
export function placesRead(history: readonly HistoryItem[], { length }: EncoderCard): number[] {
  return [...history.keys()].filter((place) => history[place].weight > 0).slice(0, length);
}

/**
 * The input of a pass.
 *
 * @param vectors rows of the items, latest first, each of shape [dimensions]
 * @param kinds from `kindOf`, of the same items
 */
export function readItems(vectors: readonly ArrayLike<number>[], kinds: readonly number[]): ReadItems {
  const dimensions = vectors[0].length;
  const rows = new Float64Array(vectors.length * dimensions);
  for (const [at, vector] of vectors.entries()) {
    let squares = 0;
    for (let k = 0; k < dimensions; k++) squares += vector[k] * vector[k];
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (let k = 0; k < dimensions; k++) rows[at * dimensions + k] = vector[k] * scale;
  }
  return { count: vectors.length, rows, kinds: Uint8Array.from(kinds) };
}

/** The row of the matrix `kinds` for an event; 0 for one that the card does not name. */
export function kindOf({ kinds }: EncoderCard, name: EventName): number {
  return kinds.indexOf(name) + 1;
}
