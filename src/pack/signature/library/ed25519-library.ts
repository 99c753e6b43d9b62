import { hashes, verify } from '@noble/ed25519';
import { sha256, sha512 } from '@noble/hashes/sha2.js';

hashes.sha512 = sha512;

/**
 * Verifies an Ed25519 signature (RFC 8032, section 5.1.7) without WebCrypto. Encodings must be canonical.
 *
 * @param key public, 32 bytes
 * @param signature 64 bytes
 * @param message what was signed
 * @returns false for anything that is not a valid signature
 */
export function verifyPlainly(key: Uint8Array, signature: Uint8Array, message: Uint8Array): boolean {
  try {
    return verify(signature, message, key, { zip215: false });
  } catch {
    // A key that is no point, for example.
    return false;
  }
}

/** The SHA-256 of some bytes, 32 bytes, without WebCrypto. */
export function sha256Plainly(bytes: Uint8Array): Uint8Array {
  return sha256(bytes);
}
