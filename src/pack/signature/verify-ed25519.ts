import { sha256Hex } from '../format/sha256.js';

/**
 * Verifies an Ed25519 signature (RFC 8032, section 5.1.7): by WebCrypto, or by a library where the browser has none or refuses.
 *
 * @param key public, 32 bytes
 * @param signature 64 bytes
 * @param message what was signed
 * @throws errors of loading the library
 */
export async function verifyEd25519(
  key: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
  message: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  try {
    const imported = await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', imported, signature, message);
  } catch {
    // A page over plain http has no WebCrypto, older browsers have no Ed25519, and a key may be no point.
    const { verifyPlainly } = await import('./library/ed25519-library.js');
    return verifyPlainly(key, signature, message);
  }
}

/**
 * The SHA-256 of some bytes in hex, also where there is no WebCrypto.
 *
 * @param bytes what to digest
 * @throws errors of loading the library
 */
export async function digestAnywhere(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (globalThis.crypto?.subtle !== undefined) return sha256Hex(bytes);
  const { sha256Plainly } = await import('./library/ed25519-library.js');
  return Array.from(sha256Plainly(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
