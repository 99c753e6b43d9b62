import { OnshelfError } from '../../core/onshelf-error.js';
import { LIMITS } from '../format/format.js';
import type { Tensor } from '../format/safetensors.js';
import { takeTensor } from '../format/take-tensor.js';
import type { DecodedTextColumn } from '../format/text-column.js';
import { checkValues } from './check-values.js';
import { takeText } from './take-text.js';

/** A column of few distinct values, whose texts are decoded when they are asked for. */
interface TakenCodes {
  /** Shape [items]. */
  readonly codes: Uint32Array | Uint8Array;
  readonly values: DecodedTextColumn;
  /** All values, by code. */
  all(): string[];
}

/**
 * Reads a column of few distinct values, and checks its codes.
 *
 * @param tensors from `decodeSafetensors`
 * @param where the file's name, for errors
 * @param name of the column
 * @param items rows expected
 * @throws OnshelfError `pack-invalid`
 */
export function takeCoded(tensors: ReadonlyMap<string, Tensor>, where: string, name: string, items: number): TakenCodes {
  const type = tensors.get(`${name}.codes`)?.type === 'U8' ? 'U8' : 'U32';
  const codes = takeTensor(tensors, where, `${name}.codes`, type, [items]);
  const values = takeText(tensors, where, `${name}.values`, -1, LIMITS.textBytes);
  checkValues(values, name, items, where);
  for (let row = 0; row < items; row++) {
    if (codes[row] >= values.length)
      throw new OnshelfError('pack-invalid', `${where}: "${name}" has code ${codes[row]} in row ${row}, of ${values.length} values.`);
  }
  return { codes, values, all: () => Array.from({ length: values.length }, (_, code) => values.at(code)) };
}
