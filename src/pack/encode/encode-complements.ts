import { BACK_OFF, BACK_OFF_MAXIMUM, BY_CATEGORY, PAIRS } from '../format/complement-tensors.js';
import { encodeCompactNeighbours, type SparseSimilarities } from './encode-neighbours.js';
import type { OptionalContent } from './encode-pack.js';

/** What goes with what, before it is encoded. */
interface ComplementContent {
  /** Shape [items, items]. */
  readonly pairs: SparseSimilarities;
  /** Shape [categories, items]; no rows without categories. */
  readonly categories: SparseSimilarities;
  /** 0 to 1. Shape [items]. */
  readonly backOff: Float32Array;
}

/**
 * The optional file of the role `baskets`.
 *
 * @param content tables of what goes with what
 */
export function encodeComplements({ pairs, categories, backOff }: ComplementContent): OptionalContent {
  return {
    role: 'baskets',
    tensors: {
      ...encodeCompactNeighbours(PAIRS, pairs),
      ...encodeCompactNeighbours(BY_CATEGORY, categories),
      [BACK_OFF]: {
        type: 'U8',
        shape: [backOff.length],
        data: Uint8Array.from(backOff, (share) => Math.round(share * BACK_OFF_MAXIMUM)),
      },
    },
  };
}
