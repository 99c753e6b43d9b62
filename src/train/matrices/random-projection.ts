import { seededRandom } from '../../core/numbers/random.js';

/**
 * Projects vectors to fewer columns with nearly equal dot products: each column of the result sums about one in sqrt(width) of the
 * vector's columns, with random signs.
 *
 * @param width columns of the vectors, 1 or more
 * @param dimensions columns of the result, 1 or more
 * @param seed the same seed gives the same projection
 * @returns a function from a vector [width] to its image [dimensions]
 * @see Achlioptas: Database-friendly random projections, JCSS 2003
 * @see Li, Hastie, Church: Very sparse random projections, KDD 2006
 */
export function randomProjection(width: number, dimensions: number, seed: number): (vector: ArrayLike<number>) => Float32Array {
  const random = seededRandom(seed);
  const density = 1 / Math.max(3, Math.sqrt(width));
  const size = Math.sqrt(1 / density / dimensions);
  const signs = new Int8Array(width * dimensions);
  for (let k = 0; k < signs.length; k++) {
    const draw = random();
    if (draw < density) signs[k] = draw < density / 2 ? 1 : -1;
  }
  return (vector) => {
    const image = new Float32Array(dimensions);
    for (let column = 0; column < width; column++) {
      const value = size * vector[column];
      if (value === 0) continue;
      const start = column * dimensions;
      for (let k = 0; k < dimensions; k++) image[k] += signs[start + k] * value;
    }
    return image;
  };
}
