import { PICTURE_TENSORS } from '../pictures/picture-tensors.js';
import type { OptionalContent } from './encode-pack.js';

/** A small picture of an item. */
export interface ItemPicture {
  readonly row: number;
  /** A WebP file. */
  readonly bytes: Uint8Array;
}

/**
 * An optional file of small pictures.
 *
 * @param name of the category; undefined: the most popular items, for every page
 * @param size pixels of a side
 * @param pictures in any order, one per row
 */
export function encodePictures(name: string | undefined, size: number, pictures: readonly ItemPicture[]): OptionalContent {
  const ordered = [...pictures].sort((a, b) => a.row - b.row);
  const offsets = new Uint32Array(ordered.length + 1);
  for (const [at, { bytes }] of ordered.entries()) offsets[at + 1] = offsets[at] + bytes.length;
  const bytes = new Uint8Array(offsets[ordered.length]);
  for (const [at, picture] of ordered.entries()) bytes.set(picture.bytes, offsets[at]);
  const rows = Uint32Array.from(ordered, ({ row }) => row);
  return {
    role: 'pictures',
    ...(name === undefined ? {} : { name }),
    tensors: {
      [PICTURE_TENSORS.size]: { type: 'U32', shape: [1], data: Uint32Array.of(size) },
      [PICTURE_TENSORS.rows]: { type: 'U32', shape: [rows.length], data: rows },
      [PICTURE_TENSORS.offsets]: { type: 'U32', shape: [offsets.length], data: offsets },
      [PICTURE_TENSORS.bytes]: { type: 'U8', shape: [bytes.length], data: bytes },
    },
  };
}
