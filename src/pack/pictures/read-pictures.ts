import { OnshelfError } from '../../core/onshelf-error.js';
import { LIMITS } from '../format/format.js';
import { decodeSafetensors } from '../format/safetensors.js';
import { takeTensor } from '../format/take-tensor.js';
import { PICTURE_TENSORS } from './picture-tensors.js';

/** Small pictures of some items, each a WebP file of its own. */
export interface PictureShard {
  /** Pixels of a side; all pictures are squares. */
  readonly size: number;
  /** Rows of the items, ascending. Shape [pictures]. */
  readonly rows: Uint32Array;
  /** Picture `k` is bytes `offsets[k]` to `offsets[k + 1] - 1`. Shape [pictures + 1]. */
  readonly offsets: Uint32Array;
  readonly bytes: Uint8Array;
}

/** Bytes of a WebP file before its first chunk. */
const HEAD_BYTES = 12;

/**
 * Reads a file of the role `pictures`.
 *
 * @param content of the file
 * @param where its name, for errors
 * @param items rows of the catalogue
 * @throws OnshelfError `pack-invalid`
 * @see https://developers.google.com/speed/webp/docs/riff_container
 */
export function readPictures(content: Uint8Array<ArrayBuffer>, where: string, items: number): PictureShard {
  const invalid = (message: string): OnshelfError => new OnshelfError('pack-invalid', `${where}: ${message}.`);
  const tensors = decodeSafetensors(content, where);
  const [size] = takeTensor(tensors, where, PICTURE_TENSORS.size, 'U32', [1]);
  const rows = takeTensor(tensors, where, PICTURE_TENSORS.rows, 'U32', [-1]);
  const offsets = takeTensor(tensors, where, PICTURE_TENSORS.offsets, 'U32', [rows.length + 1]);
  const bytes = takeTensor(tensors, where, PICTURE_TENSORS.bytes, 'U8', [-1]);
  if (size < 1 || size > LIMITS.pictureSize) throw invalid(`"size" is ${size}, not 1 to ${LIMITS.pictureSize} pixels`);
  if (offsets[0] !== 0 || offsets[rows.length] !== bytes.length)
    throw invalid(`"offsets" do not span the ${bytes.length} bytes of "bytes"`);
  for (let at = 0; at < rows.length; at++) {
    if (rows[at] >= items || (at > 0 && rows[at] <= rows[at - 1]))
      throw invalid(`"rows" has ${rows[at]} at ${at}: rows ascend, and the catalogue has ${items}`);
    const length = offsets[at + 1] - offsets[at];
    if (!(length > HEAD_BYTES && length <= LIMITS.pictureBytes && offsets[at + 1] <= bytes.length))
      throw invalid(`the picture of row ${rows[at]} has ${length} bytes, not ${HEAD_BYTES + 1} to ${LIMITS.pictureBytes} of "bytes"`);
    if (!isWebP(bytes, offsets[at], length)) throw invalid(`the picture of row ${rows[at]} is no WebP file of ${length} bytes`);
  }
  return { size, rows, offsets, bytes };
}

/** Whether bytes begin as a WebP file of this length: a browser is to decode nothing else of a pack, such as SVG. */
function isWebP(bytes: Uint8Array, start: number, length: number): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, length);
  // "RIFF", the length without these eight bytes, and "WEBP".
  return view.getUint32(0) === 0x52494646 && view.getUint32(4, true) === length - 8 && view.getUint32(8) === 0x57454250;
}
