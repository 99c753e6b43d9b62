import { rowVector } from '../../core/numbers/row-vector.js';
import type { CausalCard } from '../../types/encoder-card.js';
import type { HistoryItem } from '../../types/history.js';
import type { Pack } from '../../types/pack.js';
import { kindOf, placesRead } from '../attend-history.js';

/** Items that a causal encoder reads, oldest first. */
export interface CausalItems {
  /** 1 to the card's length. */
  readonly count: number;
  /** Rows of the pack at their real size. Shape [count, dimensions]. */
  readonly rows: Float64Array;
  /** Rows of the matrix `kinds`. Shape [count]. */
  readonly kinds: Uint8Array;
}

/**
 * What a causal encoder reads of a history.
 *
 * @param pack rows
 * @param card architecture
 * @param history latest first
 * @returns the items, and `places`: which items of the history they are; none where nothing is read
 */
export function causalItems(
  { rows, scales, dimensions }: Pick<Pack, 'rows' | 'scales' | 'dimensions'>,
  card: CausalCard,
  history: readonly HistoryItem[],
): CausalItems & { readonly places: readonly number[] } {
  const places = placesRead(history, card).reverse();
  const read = new Float64Array(places.length * dimensions);
  for (const [at, place] of places.entries()) read.set(rowVector({ rows, scales, dimensions }, history[place].row), at * dimensions);
  return { places, count: places.length, rows: read, kinds: Uint8Array.from(places, (place) => kindOf(card, history[place].name)) };
}

/**
 * What each item adds: the difference between the output at it and that at the item before it.
 *
 * @param history latest first
 * @param places of the items that were read, oldest first
 * @param outputs shape [places.length, dimensions], or more rows
 * @param dimensions columns of the pack's rows
 * @returns in the order of the history; zeros where an item is not read
 */
export function addedParts(
  history: readonly HistoryItem[],
  places: readonly number[],
  outputs: ArrayLike<number>,
  dimensions: number,
): Float64Array[] {
  const nothing = new Float64Array(dimensions);
  const parts = history.map(() => nothing);
  for (const [at, place] of places.entries()) {
    const start = at * dimensions;
    parts[place] = Float64Array.from(nothing, (_, k) => outputs[start + k] - (at === 0 ? 0 : outputs[start - dimensions + k]));
  }
  return parts;
}
