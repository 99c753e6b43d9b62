import { choleskyFactor } from '../core/numbers/cholesky.js';
import type { EncoderSettings } from '../types/manifest.js';
import type { Pack } from '../types/pack.js';

/**
 * The Cholesky factor for an unknown shopper: of `G + lambda I`, the ridge system of the fold-in without history.
 *
 * @param pack rows and their Gram matrix G
 * @param encoder regularization (lambda)
 * @returns shape [dimensions, dimensions]
 */
export function priorFactor({ gram, dimensions }: Pack, { regularization }: EncoderSettings): Float64Array {
  const factor = Float64Array.from(gram);
  for (let k = 0; k < dimensions; k++) factor[k * dimensions + k] += regularization;
  choleskyFactor(factor, dimensions);
  return factor;
}
