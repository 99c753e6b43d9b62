/** A source of random numbers in [0, 1). */
export type Random = () => number;

/**
 * A small seeded generator (mulberry32), for training and samples. Not for privacy noise.
 *
 * @param seed any 32-bit integer; the same seed gives the same numbers on every machine
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * A normal variate of mean 0 and deviation 1 (Box and Muller, 1958).
 *
 * @param random source of uniform numbers
 */
export function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}
