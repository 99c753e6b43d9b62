import { OnshelfError } from '../../core/onshelf-error.js';
import { bytesOfText, isBytes, type SignatureFile, type SignedKind, statementText, successionText } from './signature-file.js';
import { verifyEd25519 } from './verify-ed25519.js';

/** What a signature is held against. */
export interface SignatureCheck {
  /** Name of the signed file, for errors, such as `pack.json`. */
  readonly name: string;
  readonly kind: SignedKind;
  /** SHA-256 of the file as it is used, 64 hex digits. */
  readonly sha256: string;
  /** Public keys that are trusted: see `keysOf`. */
  readonly keys: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The highest number that was used so far; 0: none. */
  readonly highest: number;
}

/**
 * Checks that a file is one that a trusted key has signed, is not older than one used before, and has not expired.
 *
 * @param file from `parseSignature`
 * @param check see `SignatureCheck`
 * @throws OnshelfError `pack-signature-invalid`, `pack-rollback` or `pack-expired`
 */
export async function checkSignature({ statement, signature, successions }: SignatureFile, check: SignatureCheck): Promise<void> {
  const { name, keys, now, highest } = check;
  const { key, number, expires } = statement;
  if (statement.of !== check.kind || statement.sha256 !== check.sha256)
    throw invalid(`The signature beside ${name} is of another file. Upload both anew`);
  if (!(await trusted(key, keys, successions)))
    throw invalid(`${name} is signed by the key ${key}, which is none of the pinned keys. Sign it by one of these, or pin that key`);
  if (!(await isSigned(key, signature, statementText(statement)))) throw invalid(`The signature of ${name} is wrong. Sign it anew`);
  if (number < highest)
    throw new OnshelfError(
      'pack-rollback',
      `${name} has the number ${number}, and this device has used ${highest}. To go back, publish the old pack under a new number: onshelf rollback`,
    );
  if (now > Date.parse(expires))
    throw new OnshelfError('pack-expired', `The signature of ${name} expired on ${expires}. Sign it anew, or is the device's clock wrong?`);
}

/**
 * Checks pinned keys.
 *
 * @param given a public key in base64url, several separated by blanks or commas, or a list
 * @throws OnshelfError `bad-argument` where there is none, or one is no key: without a key that is right, no pack is
 */
export function keysOf(given: unknown): readonly string[] {
  const keys: readonly unknown[] = typeof given === 'string' ? given.split(/[\s,]+/).filter(Boolean) : Array.isArray(given) ? given : [];
  const wrong = keys.length === 0 ? given : keys.find((key) => !isBytes(key, 32));
  if (keys.length > 0 && wrong === undefined) return keys as readonly string[];
  throw new OnshelfError(
    'bad-argument',
    `packKey: "${`${wrong}`.slice(0, 80)}" is no public key, as onshelf keygen prints it: 43 characters of base64url.`,
  );
}

/** Whether a key is pinned, or named by one that is, or by one of those. */
async function trusted(key: string, pinned: readonly string[], successions: SignatureFile['successions']): Promise<boolean> {
  const known = new Set(pinned);
  let [open, before] = [successions, -1];
  while (!known.has(key) && open.length !== before) {
    before = open.length;
    const later = [];
    for (const one of open)
      if (!known.has(one.key)) later.push(one);
      else if (await isSigned(one.key, one.signature, successionText(one))) known.add(one.next);
    open = later;
  }
  return known.has(key);
}

/**
 * Whether a key signed a text.
 *
 * @param key public, in base64url
 * @param signature in base64url
 * @param text what is signed, in UTF-8
 */
export async function isSigned(key: string, signature: string, text: string): Promise<boolean> {
  return verifyEd25519(bytesOfText(key), bytesOfText(signature), new TextEncoder().encode(text));
}

function invalid(message: string): OnshelfError {
  return new OnshelfError('pack-signature-invalid', `${message}.`);
}
