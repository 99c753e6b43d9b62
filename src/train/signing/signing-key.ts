import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OnshelfError } from '../../core/onshelf-error.js';
import { describeFileError } from '../files/describe-file-error.js';
import { openNew, writeBytes } from '../files/write-atomically.js';

/** A private key that signs. */
export interface SigningKey {
  /** The public key, 32 bytes in base64url. */
  readonly publicKey: string;
  /** Signs a text: Ed25519 (RFC 8032), 64 bytes in base64url. */
  sign(text: string): string;
}

/** Largest file of a key, bytes. */
const MAX_BYTES = 4096;

/**
 * Makes a key and writes it to a new file that only its user may read: PKCS #8 in PEM.
 *
 * @param path must be free, and not in the folder of a pack
 * @returns the public key, in base64url
 * @throws OnshelfError `bad-input` where there is a file, or it cannot be written
 */
export function createSigningKey(path: string): string {
  try {
    if (existsSync(join(dirname(path), 'pack.json'))) throw new Error('a pack is published from this folder. Name another folder');
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const file = openNew(path, 0o600);
    try {
      writeBytes(file, Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' })));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return textOf(publicKey);
  } catch (error) {
    throw new OnshelfError('bad-input', `The key cannot be written to ${path}: ${describeFileError(error)}`, error);
  }
}

/**
 * Reads a private key: PKCS #8 in PEM, as `createSigningKey` and OpenSSL write it.
 *
 * @param path of the file
 * @throws OnshelfError `bad-input` where it is no private Ed25519 key, or is in the folder of a pack
 */
export function readSigningKey(path: string): SigningKey {
  let key: KeyObject;
  try {
    const status = statSync(path);
    if (!status.isFile() || status.size > MAX_BYTES) throw new Error('it is no file of a key');
    if (existsSync(join(dirname(path), 'pack.json'))) throw new Error('it is in the folder of a pack, and would be published. Move it');
    key = createPrivateKey(readFileSync(path));
    if (key.asymmetricKeyType !== 'ed25519') throw new Error(`it is a key of ${key.asymmetricKeyType}, not of Ed25519`);
  } catch (error) {
    throw new OnshelfError('bad-input', `The private key ${path} cannot be used: ${describeFileError(error)}`, error);
  }
  return { publicKey: textOf(createPublicKey(key)), sign: (text) => sign(null, Buffer.from(text), key).toString('base64url') };
}

/** The 32 bytes of a public key in base64url (RFC 8037). */
function textOf(key: KeyObject): string {
  return key.export({ format: 'jwk' }).x as string;
}
