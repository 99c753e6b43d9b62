/** Added to the product of query and key where there is no item, or a later one: its share is 0. */
export const NOWHERE = -1e9;
/** The shortest graph. */
const FEWEST = 8;

/**
 * Number of places of the graph for a history: a power of two, or the card's length. So a GPU compiles few kernels, and at most half of its work is
 * for padding.
 *
 * @param count items to read, 1 to `length`
 * @param length of the card
 */
export function placesOfGraph(count: number, length: number): number {
  let places = FEWEST;
  while (places < count) places *= 2;
  return Math.min(places, length);
}
