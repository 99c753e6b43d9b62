import { OnshelfError } from '../../core/onshelf-error.js';
import { offsetsOf } from '../format/offsets-of.js';
import type { Tensor } from '../format/safetensors.js';
import { takeTensor } from '../format/take-tensor.js';
import { type DecodedTextColumn, decodeTextColumn } from '../format/text-column.js';

/**
 * Reads a text column of a file, in the plain or the compact form.
 *
 * @param tensors from `decodeSafetensors`
 * @param where the file's name, for errors
 * @param name of the column
 * @param rows expected; -1: any
 * @param maximumBytes longest text allowed
 * @throws OnshelfError `pack-invalid`
 */
export function takeText(
  tensors: ReadonlyMap<string, Tensor>,
  where: string,
  name: string,
  rows: number,
  maximumBytes: number,
): DecodedTextColumn {
  const bytes = takeTensor(tensors, where, `${name}.bytes`, 'U8', [-1]);
  if (tensors.has(`${name}.lengths`)) {
    const lengths = takeTensor(tensors, where, `${name}.lengths`, 'U8', [rows]);
    return decodeTextColumn(name, offsetsOf(lengths), bytes, maximumBytes);
  }
  const offsets = takeTensor(tensors, where, `${name}.offsets`, 'U32', [rows < 0 ? -1 : rows + 1]);
  if (offsets.length === 0) throw new OnshelfError('pack-invalid', `${where}: "${name}.offsets" is empty.`);
  return decodeTextColumn(name, offsets, bytes, maximumBytes);
}
