import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { DAY_MS } from '../../core/time/day.js';
import { LIMITS } from '../../pack/format/format.js';
import { checkSignature, isSigned } from '../../pack/signature/check-signature.js';
import {
  parseSignature,
  SIGNATURE_FORMAT,
  SIGNATURE_LIMITS,
  SIGNATURE_VERSION,
  type SignatureFile,
  type SignedKind,
  type Succession,
  signatureName,
  statementText,
  successionText,
} from '../../pack/signature/signature-file.js';
import { writeAtomically, writeBytes } from '../files/write-atomically.js';
import type { SigningKey } from './signing-key.js';

/** How files are signed. */
export interface Signing {
  readonly key: SigningKey;
  /** Days until the signature expires, 1 or more. */
  readonly days: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Statements of keys about those that follow them. */
  readonly successions: readonly Succession[];
}

/** A file that was signed. */
export interface SignedFile {
  readonly kind: SignedKind;
  /** Name of the signature file. */
  readonly name: string;
  readonly number: number;
  readonly key: string;
  /** ISO 8601. */
  readonly expires: string;
}

/** Names of signature files. */
export const SIGNATURE_FILE = /^signature-[0-9a-f]{16}\.json$/;
/** The signed files of a folder. */
const NAMES: Readonly<Record<SignedKind, string>> = { pack: 'pack.json', scenarios: 'scenarios.json' };

/** The SHA-256 of a file in hex. */
function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The name of the signature file of some bytes. */
export function signatureNameOf(bytes: Uint8Array | string): string {
  return signatureName(digestOf(Buffer.from(bytes)));
}

/**
 * Signs a file and writes the signature beside it.
 *
 * @param folder of both
 * @param kind of the file
 * @param bytes the whole file, which may be still to be written
 * @param signing see `Signing`
 * @throws errors of the file system; Error, a sentence, where the file has bytes that pages would read as others
 */
export function signFile(folder: string, kind: SignedKind, bytes: Uint8Array, { key, days, now, successions }: Signing): SignedFile {
  const text = new TextDecoder().decode(bytes);
  if (!Buffer.from(text).equals(bytes)) throw new Error(`${NAMES[kind]} begins with a byte order mark, or is not valid UTF-8`);
  const number = kind === 'pack' ? (JSON.parse(text) as { number: number }).number : now;
  const [signed, expires] = [now, now + days * DAY_MS].map((time) => new Date(time).toISOString());
  const statement = { of: kind, sha256: digestOf(bytes), number, signed, expires, key: key.publicKey };
  const file = {
    format: SIGNATURE_FORMAT,
    version: SIGNATURE_VERSION,
    ...statement,
    signature: key.sign(statementText(statement)),
    successions,
  };
  const name = signatureName(statement.sha256);
  writeAtomically(join(folder, name), (to) => writeBytes(to, Buffer.from(`${JSON.stringify(file, null, 2)}\n`)));
  return { kind, name, number, key: key.publicKey, expires };
}

/**
 * What a key says of the one that follows it.
 *
 * @param key that is followed
 * @param next public key, in base64url
 * @param now milliseconds since 1970
 */
export function nameNext(key: SigningKey, next: string, now: number): Succession {
  const statement = { key: key.publicKey, next, signed: new Date(now).toISOString() };
  return { ...statement, signature: key.sign(successionText(statement)) };
}

/**
 * The statements of keys about those that follow them, in all signature files of a folder: those that are valid, each once. A build carries them on, so that
 * pages that have pinned the old key alone still find the way to the new one.
 *
 * @param folder of packs; may be missing
 */
export async function knownSuccessions(folder: string): Promise<Succession[]> {
  const known = new Map<string, Succession>();
  const names = lstatSync(folder, { throwIfNoEntry: false }) === undefined ? [] : readdirSync(folder);
  for (const name of names.filter((entry) => SIGNATURE_FILE.test(entry)))
    for (const one of readSignature(folder, name)?.successions ?? [])
      if (await isSigned(one.key, one.signature, successionText(one))) known.set(`${one.key} ${one.next}`, one);
  return [...known.values()].sort((a, b) => (a.signed < b.signed ? -1 : 1)).slice(-SIGNATURE_LIMITS.successions);
}

/** A signature file, or null where it cannot be read. */
function readSignature(folder: string, name: string): SignatureFile | null {
  try {
    return parseSignature(readFileSync(join(folder, name), 'utf8'), name);
  } catch {
    return null;
  }
}

/** The bytes of a signed file of a folder; null where there is none. */
export function bytesToSign(folder: string, kind: SignedKind): Uint8Array | null {
  const path = join(folder, NAMES[kind]);
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (status === undefined) return null;
  if (!status.isFile() || status.size > LIMITS.scenariosBytes)
    throw new OnshelfError('bad-input', `${path} is no file that can be signed.`);
  return readFileSync(path);
}

/**
 * Checks the signatures of a folder as a page does that has pinned keys.
 *
 * @param folder of the pack
 * @param keys pinned; []: whichever key signed
 * @param now milliseconds since 1970
 * @returns who signed what until when, and one sentence per fault
 */
export async function checkSignatures(
  folder: string,
  keys: readonly string[],
  now: number,
): Promise<{ readonly signed: readonly SignedFile[]; readonly faults: readonly string[] }> {
  const [signed, faults]: [SignedFile[], string[]] = [[], []];
  for (const kind of ['pack', 'scenarios'] as const) {
    const bytes = bytesToSign(folder, kind);
    if (bytes === null) continue;
    const name = signatureNameOf(bytes);
    if (lstatSync(join(folder, name), { throwIfNoEntry: false }) === undefined) {
      if (keys.length > 0) faults.push(`${NAMES[kind]} has no signature: ${name} is missing. Sign it: onshelf sign ${folder} --key FILE`);
      continue;
    }
    try {
      const file = parseSignature(readFileSync(join(folder, name), 'utf8'), name);
      const { key, number, expires } = file.statement;
      const pinned = keys.length > 0 ? keys : [key];
      await checkSignature(file, { name: NAMES[kind], kind, sha256: digestOf(bytes), keys: pinned, now, highest: 0 });
      if (kind === 'pack' && number !== (JSON.parse(String(bytes)) as { number?: unknown }).number)
        faults.push(`${name}: number is ${number}, and pack.json has another. Sign it anew.`);
      signed.push({ kind, name, number, key, expires });
    } catch (error) {
      faults.push(messageOf(error));
    }
  }
  return { signed, faults };
}
