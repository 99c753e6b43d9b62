/**
 * Writes bytes in base64.
 *
 * @param bytes any number
 */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/**
 * Reads base64.
 *
 * @param text any value
 * @returns null for one that is no base64, or is empty
 */
export function fromBase64(text: unknown): Uint8Array<ArrayBuffer> | null {
  try {
    if (typeof text === 'string' && text !== '') return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    // Told by the caller.
  }
  return null;
}
