import { OnshelfError } from '../../core/onshelf-error.js';
import type { PackFile } from '../../types/manifest.js';
import { readStream } from './read-stream.js';

/**
 * Unpacks a gzip file; other files are returned as they are. Packs contain gzip files, since hosts seldom compress such types.
 *
 * @param bytes the file, with size and digest already checked
 * @param file its entry in the manifest
 * @throws OnshelfError `pack-invalid` if the unpacked size differs, or the browser cannot unpack gzip
 */
export async function unpackFile(bytes: Uint8Array<ArrayBuffer>, file: PackFile<string>): Promise<Uint8Array<ArrayBuffer>> {
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
