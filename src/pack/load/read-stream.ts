/**
 * Reads a stream to its end, up to a maximum.
 *
 * @param stream bytes in chunks
 * @param maximum bytes
 * @returns the bytes, or null if there are more
 */
export async function readStream(stream: ReadableStream<Uint8Array>, maximum: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > maximum) {
      await reader.cancel();
      return null;
    }
    parts.push(value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
