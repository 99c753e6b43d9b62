import { OnshelfError } from '../../core/onshelf-error.js';

/** Larger texts are no profiles: a small copy may unpack to any size. Bytes. */
const MAX_BYTES = 100e6;

/**
 * Packs a text.
 *
 * @param text any
 * @returns its bytes in UTF-8, and the format they are packed in; null where the browser has no CompressionStream
 */
export async function compressText(
  text: string,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly compression: 'gzip' | null }> {
  const bytes = new TextEncoder().encode(text);
  if (typeof CompressionStream === 'undefined') return { bytes, compression: null };
  return { bytes: await bytesOf(streamOf(bytes).pipeThrough(new CompressionStream('gzip'))), compression: 'gzip' };
}

/**
 * Unpacks what `compressText` packs.
 *
 * @param bytes of any length
 * @param compression the format they are packed in; undefined or null: none
 * @throws OnshelfError `version-mismatch` for another format, and where the browser cannot unpack; `bad-input` for more than 100 MB. Whatever the
 * browser throws for bytes that are not in the format
 */
export async function decompressText(bytes: Uint8Array<ArrayBuffer>, compression: unknown): Promise<string> {
  if (compression === undefined || compression === null) return new TextDecoder().decode(bytes);
  if (compression !== 'gzip' || typeof DecompressionStream === 'undefined')
    throw new OnshelfError(
      'version-mismatch',
      `This browser cannot unpack the copy's compression, ${String(compression).slice(0, 32)}. Update it.`,
    );
  return new TextDecoder().decode(await bytesOf(streamOf(bytes).pipeThrough(new DecompressionStream('gzip'))));
}

const streamOf = (bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> => new Blob([bytes]).stream();

async function bytesOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    length += value.length;
    if (length > MAX_BYTES) {
      await reader.cancel();
      throw new OnshelfError('bad-input', `The copy unpacks to more than ${MAX_BYTES} bytes. Nothing is imported.`);
    }
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
