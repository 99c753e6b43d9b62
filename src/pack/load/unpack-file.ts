import { OnshelfError } from '../../core/onshelf-error.js';
import type { PackFile } from '../../types/manifest.js';
import { readStream } from './read-stream.js';

/**
 * Unpacks a file that was packed by gzip; any other is returned as it is. Hosts seldom compress files of numbers and texts
 * on the way, so packs bring it along.
 *
 * @param bytes the file, of the size and digest that the manifest names
 * @param file what the manifest says of it
 * @throws OnshelfError `pack-invalid` where it holds anything but so many bytes, or the browser cannot unpack
 */
export async function unpackFile(bytes: Uint8Array<ArrayBuffer>, file: PackFile): Promise<Uint8Array<ArrayBuffer>> {
  if (file.unpacked === undefined) return bytes;
  let content: Uint8Array<ArrayBuffer> | null;
  try {
    content = await readStream(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')), file.unpacked);
  } catch (error) {
    throw new OnshelfError(
      'pack-invalid',
      `${file.path} cannot be unpacked: it is no sound gzip file, or the browser knows no gzip.`,
      error,
    );
  }
  if (content?.length !== file.unpacked)
    throw new OnshelfError(
      'pack-invalid',
      `${file.path} unpacks to ${content?.length ?? 'more'} bytes; the manifest says ${file.unpacked}.`,
    );
  return content;
}
