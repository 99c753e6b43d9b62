import { OnshelfError } from '../../core/onshelf-error.js';
import { takeText } from '../decode/take-text.js';
import { LATE_COLUMNS, LIMITS } from '../format/format.js';
import { decodeSafetensors } from '../format/safetensors.js';
import { takeTensor } from '../format/take-tensor.js';
import type { DecodedTextColumn } from '../format/text-column.js';

/** The texts of some adjacent rows. */
export interface TextShard {
  readonly from: number;
  /** The row after the last one. */
  readonly to: number;
  /** By name; columns in which none of these rows has a text are absent. */
  readonly columns: ReadonlyMap<string, DecodedTextColumn>;
}

/**
 * Reads a file of the role `texts`.
 *
 * @param content of the file
 * @param where its name, for errors
 * @param items rows of the catalogue
 * @throws OnshelfError `pack-invalid`
 */
export function readTextShard(content: Uint8Array<ArrayBuffer>, where: string, items: number): TextShard {
  const tensors = decodeSafetensors(content, where);
  const [from, to] = takeTensor(tensors, where, 'range', 'U32', [2]);
  if (from >= to || to > items)
    throw new OnshelfError('pack-invalid', `${where}: "range" is from row ${from} to ${to}, of ${items} items.`);
  const columns = new Map<string, DecodedTextColumn>();
  for (const name of LATE_COLUMNS) {
    if (tensors.has(`${name}.bytes`)) columns.set(name, takeText(tensors, where, name, to - from, LIMITS.textBytes));
  }
  return { from, to, columns };
}
