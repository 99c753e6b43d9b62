import { isPlainObject } from '../../core/is-plain-object.js';
import { OnshelfError } from '../../core/onshelf-error.js';

/** What may be signed: `pack.json`, or `scenarios.json` beside it. A signature of one does not serve the other. */
export type SignedKind = 'pack' | 'scenarios';

/** What a key says of a file. */
export interface SignedStatement {
  readonly of: SignedKind;
  /** SHA-256 of the file, 64 lower-case hex digits. */
  readonly sha256: string;
  /** Only grows: the number of the pack; of `scenarios.json`, the time of signing in milliseconds since 1970. */
  readonly number: number;
  /** When it was signed, and until when it is to be used: ISO 8601 in UTC, with milliseconds. */
  readonly signed: string;
  readonly expires: string;
  /** The public key that signed: 32 bytes in base64url. */
  readonly key: string;
}

/** What a key says of the one that follows it. */
export interface Succession {
  /** The public key that signed this. */
  readonly key: string;
  /** The public key that may sign from now on as well. */
  readonly next: string;
  /** ISO 8601 in UTC, with milliseconds. */
  readonly signed: string;
  /** 64 bytes in base64url. */
  readonly signature: string;
}

/** A signature file, parsed: of the right form, and not verified yet. */
export interface SignatureFile {
  readonly statement: SignedStatement;
  /** 64 bytes in base64url. */
  readonly signature: string;
  /** Keys that follow others, the first one first; often none. */
  readonly successions: readonly Succession[];
}

/** `format` and `version` of a signature file. */
export const SIGNATURE_FORMAT = 'onshelf-signature';
export const SIGNATURE_VERSION = 1;
/** Limits of readers. */
export const SIGNATURE_LIMITS = { bytes: 16 * 1024, successions: 16 } as const;

const DIGEST = /^[0-9a-f]{64}$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const FIELDS = ['format', 'version', 'of', 'sha256', 'number', 'signed', 'expires', 'key', 'signature', 'successions'];

/**
 * The name of the signature file of a file, by its content: so that a new file and an old signature never meet during an upload.
 *
 * @param sha256 of the signed file
 */
export function signatureName(sha256: string): string {
  return `signature-${sha256.slice(0, 16)}.json`;
}

/**
 * The text that a key signs for a file. Each field is on a line of its own, so two statements never have the same text.
 *
 * @param statement with fields of the right form
 */
export function statementText({ of, sha256, number, signed, expires, key }: SignedStatement): string {
  return `${[`${SIGNATURE_FORMAT} ${SIGNATURE_VERSION}`, of, sha256, number, signed, expires, key].join('\n')}\n`;
}

/**
 * The text that a key signs for the one that follows it.
 *
 * @param succession with fields of the right form
 */
export function successionText({ key, next, signed }: Omit<Succession, 'signature'>): string {
  return `${[`onshelf-succession ${SIGNATURE_VERSION}`, key, next, signed].join('\n')}\n`;
}

/**
 * Parses a signature file. Every field is checked for its one form, and there are no others: what is not signed cannot be there.
 *
 * @param text the whole file
 * @param name of it, for errors
 * @throws OnshelfError `pack-signature-invalid`, naming the field
 */
export function parseSignature(text: string, name: string): SignatureFile {
  const expect = (holds: boolean, field: string): void => {
    if (!holds) throw new OnshelfError('pack-signature-invalid', `${name}: ${field}. Sign the pack anew: onshelf sign`);
  };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // It is no object either.
  }
  const fields = isPlainObject(json) ? json : {};
  expect(fields.format === SIGNATURE_FORMAT && fields.version === SIGNATURE_VERSION, 'it is no signature file of version 1');
  for (const field of Object.keys(fields)) expect(FIELDS.includes(field), `"${field.slice(0, 40)}" is no field of it`);
  const { of, sha256, number, signed, expires, key, signature, successions } = fields;
  expect(of === 'pack' || of === 'scenarios', 'of is neither "pack" nor "scenarios"');
  expect(isText(sha256, DIGEST), 'sha256 is not 64 lower-case hex digits');
  expect(Number.isSafeInteger(number) && (number as number) >= 0, 'number is not a whole number from 0');
  expect(isMoment(signed), 'signed is not a time in ISO 8601');
  expect(isMoment(expires), 'expires is not a time in ISO 8601');
  expect(isBytes(key, 32), 'key is not 32 bytes in base64url');
  expect(isBytes(signature, 64), 'signature is not 64 bytes in base64url');
  expect(Array.isArray(successions) && successions.length <= SIGNATURE_LIMITS.successions, 'successions is not a list of at most 16');
  for (const entry of successions as unknown[]) {
    const is = isPlainObject(entry) ? entry : {};
    const known = Object.keys(is).length === 4 && isBytes(is.key, 32) && isBytes(is.next, 32);
    expect(known && isMoment(is.signed) && isBytes(is.signature, 64), 'an entry of successions has not the form of one');
  }
  const statement = { of, sha256, number, signed, expires, key } as unknown as SignedStatement;
  return { statement, signature: signature as string, successions: successions as Succession[] };
}

/**
 * The bytes of a text in base64url without padding.
 *
 * @param text of the right form: see `isBytes`
 */
export function bytesOfText(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
}

/**
 * Whether a value is a text in base64url, without padding, of so many bytes, in its one form: no other text means the same bytes.
 *
 * @param value any
 * @param bytes 32 or 64
 */
export function isBytes(value: unknown, bytes: 32 | 64): value is string {
  // The last character of 32 bytes has two bits to spare, that of 64 bytes four: they are 0.
  return isText(value, bytes === 32 ? /^[\w-]{42}[AEIMQUYcgkosw048]$/ : /^[\w-]{85}[AQgw]$/);
}

function isText(value: unknown, form: RegExp): boolean {
  return typeof value === 'string' && form.test(value);
}

function isMoment(value: unknown): boolean {
  return isText(value, MOMENT) && !Number.isNaN(Date.parse(value as string));
}
