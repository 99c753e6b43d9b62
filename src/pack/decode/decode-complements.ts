import type { Steps } from '../../core/time/run-steps.js';
import type { Complements } from '../../types/pack.js';
import { BACK_OFF, BY_CATEGORY, PAIRS } from '../format/complement-tensors.js';
import { decodeSafetensors } from '../format/safetensors.js';
import { takeTensor } from '../format/take-tensor.js';
import { decodeNeighbours } from './decode-neighbours.js';

/**
 * Decodes the optional file of the role `baskets`.
 *
 * @param content of the file
 * @param where its name, for errors
 * @param items number of items in the pack
 * @throws OnshelfError `pack-invalid`
 */
export function* decodeComplements(content: Uint8Array<ArrayBuffer>, where: string, items: number): Steps<Complements> {
  const tensors = decodeSafetensors(content, where);
  const categories = tensors.get(`${BY_CATEGORY}counts`)?.shape[0] ?? 0;
  return {
    pairs: yield* decodeNeighbours(tensors, where, PAIRS, items),
    categories: yield* decodeNeighbours(tensors, where, BY_CATEGORY, categories, items),
    backOff: takeTensor(tensors, where, BACK_OFF, 'U8', [items]),
  };
}
