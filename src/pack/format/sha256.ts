/**
 * The SHA-256 of some bytes in hex.
 *
 * @param bytes what to digest
 * @throws DOMException or TypeError without WebCrypto, as on a page over plain http
 */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
