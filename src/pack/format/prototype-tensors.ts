import { OnshelfError } from '../../core/onshelf-error.js';
import type { Prototypes } from '../../types/pack.js';
import { LIMITS, PROTOTYPES } from './format.js';
import type { Tensor } from './safetensors.js';
import { takeTensor } from './take-tensor.js';

/**
 * Reads the prototypes' directions from the file `neighbours`; their lists are a table like the others.
 *
 * @param tensors of the file
 * @param where its name, for errors
 * @param dimensions columns of a row
 * @returns null if the pack has none
 * @throws OnshelfError `pack-invalid`
 */
export function takePrototypes(tensors: ReadonlyMap<string, Tensor>, where: string, dimensions: number): Omit<Prototypes, 'likes'> | null {
  if (![...tensors.keys()].some((name) => name.startsWith(PROTOTYPES))) return null;
  const shoppers = takeTensor(tensors, where, `${PROTOTYPES}shoppers`, 'U32', [-1]);
  if (shoppers.length > LIMITS.prototypes)
    throw new OnshelfError('pack-invalid', `${where}: ${shoppers.length} prototypes; at most ${LIMITS.prototypes} are allowed.`);
  return {
    dimensions,
    shoppers,
    rows: takeTensor(tensors, where, `${PROTOTYPES}rows`, 'I8', [shoppers.length, dimensions]),
    scales: takeTensor(tensors, where, `${PROTOTYPES}rowScales`, 'F32', [shoppers.length]),
  };
}
