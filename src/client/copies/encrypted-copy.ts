import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { toJson } from '../../core/text/to-json.js';
import type { CodesResult, EncryptedCopy, EncryptedExportResult } from '../../types/results/copy-options.js';
import { fromBase64, toBase64 } from './base64.js';
import { compressText, decompressText } from './compress-text.js';
import { copyFromCodes, copyToCodes } from './copy-as-codes.js';

/** Iterations of PBKDF2 with HMAC-SHA-256. https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html */
const ITERATIONS = 600_000;
/** A file that asks for more is not read: it would only take time. */
const MAX_ITERATIONS = 10_000_000;
const MIN_CHARACTERS = 8;
const [SALT_BYTES, IV_BYTES, TAG_BYTES] = [16, 12, 16];

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Makes an encrypted copy of a profile.
 *
 * @param profile plain data
 * @param options of `profile.export()`, any value
 * @returns the copy, or with `as: 'codes'` the texts of its QR codes
 * @throws OnshelfError of `encryptCopy`, `bad-argument`, or `copy-too-large`
 */
export async function exportEncrypted(
  profile: object,
  options: unknown,
): Promise<(EncryptedExportResult | CodesResult) & { readonly done: true }> {
  const { passphrase, as, ...others } = readOptions(options);
  const [other] = Object.keys(others);
  if (other !== undefined) throw new OnshelfError('bad-argument', `export() takes passphrase and as, not ${other}.`);
  if (as !== undefined && as !== 'codes') throw new OnshelfError('bad-argument', "as has to be 'codes', or be left out.");
  const copy = await encryptCopy(profile, passphrase);
  return as === 'codes' ? { done: true, codes: await copyToCodes(copy) } : { done: true, profile: copy };
}

/** @throws OnshelfError `bad-argument` */
function readOptions(options: unknown): Partial<Record<string, unknown>> {
  try {
    return { ...Object(options) };
  } catch (error) {
    throw new OnshelfError('bad-argument', `export() cannot read its options: ${messageOf(error)}.`, error);
  }
}

/**
 * Encrypts a profile with a passphrase.
 *
 * @param profile plain data
 * @param passphrase 8 characters or more
 * @throws OnshelfError `bad-argument`, or `encryption-missing`
 */
async function encryptCopy(profile: object, passphrase: unknown): Promise<EncryptedCopy> {
  const said = readPassphrase(passphrase);
  const { subtle } = cryptography();
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const key = await keyOf(said, salt, ITERATIONS);
  const { bytes, compression } = await compressText(toJson(profile));
  const data = new Uint8Array(await subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes));
  return {
    format: 'onshelf-profile-encrypted',
    version: 1,
    key: { name: 'PBKDF2', hash: 'SHA-256', iterations: ITERATIONS, salt: toBase64(salt) },
    cipher: { name: 'AES-GCM', bits: 256, iv: toBase64(iv) },
    ...(compression !== null && { compression }),
    digest: await digestText(data),
    data: toBase64(data),
  };
}

/**
 * Reads an encrypted copy.
 *
 * @param given a copy from a file, or the texts of its codes; any value
 * @param passphrase as it was given to `encryptCopy`
 * @returns the profile, not checked
 * @throws OnshelfError `bad-argument` without a passphrase, `version-mismatch` for a later version, `bad-input` for a damaged copy, `passphrase-wrong`,
 * or `encryption-missing`; of codes also `codes-missing` and `codes-mixed`
 */
export async function decryptCopy(given: unknown, passphrase: unknown): Promise<unknown> {
  const copy = Array.isArray(given) ? await copyFromCodes(given) : given;
  const { version, key, cipher, compression, digest, data } = Object(copy) as Partial<Record<string, unknown>>;
  if (typeof version === 'number' && version > 1)
    throw new OnshelfError('version-mismatch', `The copy is of version ${version}, which this library cannot read. Update it.`);
  const { iterations, salt, ...derived } = Object(key) as Partial<Record<string, unknown>>;
  const { iv, ...ciphered } = Object(cipher) as Partial<Record<string, unknown>>;
  const isKnown = derived.name === 'PBKDF2' && derived.hash === 'SHA-256' && ciphered.name === 'AES-GCM' && ciphered.bits === 256;
  if (version !== 1 || !isKnown) throw damaged('how it is encrypted is not told');
  if (typeof iterations !== 'number' || !Number.isInteger(iterations) || iterations < 1 || iterations > MAX_ITERATIONS)
    throw damaged(`key.iterations has to be a number from 1 to ${MAX_ITERATIONS}`);
  const [bytes, saltBytes, ivBytes] = [readBase64(data, 'data'), readBase64(salt, 'key.salt'), readBase64(iv, 'cipher.iv')];
  // Else the browser fails to decrypt, as with a wrong passphrase.
  if (saltBytes.length !== SALT_BYTES) throw damaged(`key.salt has to have ${SALT_BYTES} bytes`);
  if (ivBytes.length !== IV_BYTES) throw damaged(`cipher.iv has to have ${IV_BYTES} bytes`);
  if (bytes.length <= TAG_BYTES) throw damaged(`data has to have more than ${TAG_BYTES} bytes`);
  const said = readPassphrase(passphrase);
  const { subtle } = cryptography();
  if ((await digestText(bytes)) !== digest) throw damaged('its data is not what was saved');
  const opened = await subtle.decrypt({ name: 'AES-GCM', iv: ivBytes }, await keyOf(said, saltBytes, iterations), bytes).catch(() => {
    throw new OnshelfError('passphrase-wrong', 'The copy cannot be read with this passphrase. Nothing is imported.');
  });
  try {
    return JSON.parse(await decompressText(new Uint8Array(opened), compression)) as unknown;
  } catch (error) {
    if (error instanceof OnshelfError) throw error;
    throw damaged('it is no JSON', error);
  }
}

function damaged(why: string, cause?: unknown): OnshelfError {
  return new OnshelfError('bad-input', `The encrypted copy is damaged: ${why}. Nothing is imported.`, cause);
}

function readPassphrase(passphrase: unknown): string {
  if (typeof passphrase !== 'string' || passphrase.length < MIN_CHARACTERS)
    throw new OnshelfError('bad-argument', `passphrase has to be a text of ${MIN_CHARACTERS} characters or more.`);
  // Keyboards of two devices may write one letter in two ways.
  return passphrase.normalize('NFKC');
}

/** The browser's cryptography, which only pages served by https have. */
function cryptography(): Crypto {
  if ((crypto as Partial<Crypto>).subtle === undefined)
    throw new OnshelfError('encryption-missing', 'The browser encrypts only in pages served by https.');
  return crypto;
}

async function keyOf(passphrase: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const { subtle } = cryptography();
  const base = await subtle.importKey('raw', new TextEncoder().encode(passphrase), 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

async function digestText(bytes: Bytes): Promise<string> {
  return toBase64(new Uint8Array(await cryptography().subtle.digest('SHA-256', bytes)));
}

function readBase64(text: unknown, place: string): Bytes {
  const bytes = fromBase64(text);
  if (bytes === null) throw damaged(`${place} is no base64`);
  return bytes;
}
