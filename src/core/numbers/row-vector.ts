import type { Pack } from '../../types/pack.js';

/**
 * One row as floating-point numbers.
 *
 * @param pack the catalogue
 * @param row row number
 * @returns shape [dimensions]
 */
export function rowVector(pack: Pick<Pack, 'rows' | 'scales' | 'dimensions'>, row: number): Float64Array {
  const { dimensions } = pack;
  const vector = new Float64Array(dimensions);
  const scale = pack.scales[row];
  for (let k = 0; k < dimensions; k++) vector[k] = pack.rows[row * dimensions + k] * scale;
  return vector;
}
