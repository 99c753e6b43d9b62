import type { Random } from '../../../core/numbers/random.js';
import type { Interactions } from '../../log/interactions.js';

/** Draws items by their popularity. */
export interface PopularNegatives {
  /**
   * Draws items, with repetition.
   *
   * @param count of items
   * @param random source of uniform numbers
   * @returns rows. Shape [count]
   */
  draw(count: number, random: Random): Uint32Array;
  /**
   * Draws items, each once.
   *
   * @param count of draws; those of a row that was drawn are dropped
   * @param random source of uniform numbers
   * @returns rows, and logarithms of the probabilities by which they are among them
   */
  drawDistinct(count: number, random: Random): { readonly rows: Uint32Array; readonly logs: Float32Array };
  /** Logarithm of the probability of a row. */
  logProbability(row: number): number;
}

/**
 * A source of negatives: each item with a probability in proportion to its events plus one, so that no known item is left out.
 *
 * @param interactions all of them
 * @param isKnown whether an item may be drawn
 * @param exponent of the events plus one: with 0 all known items are as likely; 0 to 1
 */
export function popularNegatives({ items, itemRows }: Interactions, isKnown: (row: number) => boolean, exponent = 1): PopularNegatives {
  const counts = Float64Array.from({ length: items }, (_, row) => (isKnown(row) ? 1 : 0));
  for (const row of itemRows) if (counts[row] > 0) counts[row]++;
  for (let row = 0; row < items; row++) if (counts[row] > 0) counts[row] **= exponent;
  const upTo = new Float64Array(items);
  let total = 0;
  for (let row = 0; row < items; row++) upTo[row] = total += counts[row];
  const logs = counts.map((count) => Math.log(count / total));
  const find = (place: number): number => {
    let low = 0;
    let high = items - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle] <= place) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const draw = (count: number, random: Random): Uint32Array => Uint32Array.from({ length: count }, () => find(random() * total));
  return {
    draw,
    drawDistinct: (count, random) => {
      const rows = Uint32Array.from(new Set(draw(count, random)));
      return { rows, logs: Float32Array.from(rows, (row) => Math.log(-Math.expm1(count * Math.log1p(-counts[row] / total)))) };
    },
    logProbability: (row) => logs[row],
  };
}
