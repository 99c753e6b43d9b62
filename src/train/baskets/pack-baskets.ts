import { runAtOnce } from '../../core/time/run-steps.js';
import { decodeComplements } from '../../pack/decode/decode-complements.js';
import { encodeComplements } from '../../pack/encode/encode-complements.js';
import type { OptionalContent } from '../../pack/encode/encode-pack.js';
import { encodeSafetensors } from '../../pack/format/safetensors.js';
import type { Complements } from '../../types/pack.js';
import { trimNeighbours } from '../packing/trim-neighbours.js';
import { BASKET_SETTINGS, type TrainedBaskets } from './train-baskets.js';

/**
 * The optional file with trained baskets, trimmed to the length that ships.
 *
 * @param trained from `trainBaskets`
 * @param popularity 0 to 1. Shape [items]
 */
export function packBaskets({ pairs, categories, backOff }: TrainedBaskets, popularity: Float32Array): OptionalContent {
  return encodeComplements({ pairs: trimNeighbours(pairs, popularity, BASKET_SETTINGS.shipped), categories, backOff });
}

/** Decodes the file as the browser does, so that measurements include the quantisation. */
export function openBaskets({ tensors }: OptionalContent, items: number): Complements {
  return runAtOnce(decodeComplements(encodeSafetensors(tensors), 'baskets', items));
}
