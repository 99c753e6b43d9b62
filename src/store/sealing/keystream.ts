/** Bytes of the checksum at the end of what carries no tag. */
export const SUM_BYTES = 4;

/** Taken when the library is loaded: pages replace such things later. */
const parse = JSON.parse;

/**
 * Reads what was sealed as text.
 *
 * @throws SyntaxError where it is no JSON
 */
export function parseSealed(text: string): unknown {
  return parse(text);
}

/** The first bytes of the keystream that a key and an initialisation vector give. */
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
