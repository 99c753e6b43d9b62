/** Bytes of the checksum at the end of data without a GCM tag. */
export const SUM_BYTES = 4;

/** Read when the library loads: a page may replace it later. */
const parse = JSON.parse;

/**
 * Parses an unsealed text.
 *
 * @throws SyntaxError if it is not JSON
 */
export function parseSealed(text: string): unknown {
  return parse(text);
}

/** The first bytes of the keystream of a key and an initialisation vector. */
export function keystream(key: CryptoKey, iv: Uint8Array<ArrayBuffer>, bytes: number): Promise<Uint8Array<ArrayBuffer>> {
  return encrypt(key, iv, new Uint8Array(bytes));
}

/** Encrypts bytes with AES-GCM. */
export async function encrypt(
  key: CryptoKey,
  iv: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes));
}
