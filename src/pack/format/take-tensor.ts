import { OnshelfError } from '../../core/onshelf-error.js';
import type { ElementType } from './format.js';
import type { Tensor } from './safetensors.js';

interface DataOf {
  I8: Int8Array;
  U8: Uint8Array;
  U16: Uint16Array;
  BF16: Uint16Array;
  U32: Uint32Array;
  F32: Float32Array;
  F64: Float64Array;
}

/**
 * Reads a tensor of a file, and checks its type and shape.
 *
 * @param tensors from `decodeSafetensors`
 * @param where the file's name, for errors
 * @param name of the tensor
 * @param type its element type
 * @param shape its shape; a negative size means "any"
 * @throws OnshelfError `pack-invalid`
 */
export function takeTensor<T extends ElementType>(
  tensors: ReadonlyMap<string, Tensor>,
  where: string,
  name: string,
  type: T,
  shape: readonly number[],
): DataOf[T] {
  const tensor = tensors.get(name);
  if (tensor === undefined) throw new OnshelfError('pack-invalid', `${where} has no tensor "${name}".`);
  if (tensor.type !== type) throw new OnshelfError('pack-invalid', `${where}: "${name}" is ${tensor.type}, not ${type}.`);
  const fits = tensor.shape.length === shape.length && shape.every((size, axis) => size < 0 || size === tensor.shape[axis]);
  if (!fits)
    throw new OnshelfError('pack-invalid', `${where}: "${name}" has shape [${tensor.shape.join(', ')}], not [${shape.join(', ')}].`);
  return tensor.data as DataOf[T];
}
