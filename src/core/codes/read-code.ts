import { fromBase45 } from './base45.js';

/** One of the codes that a copy is split into. */
export interface CopyCode {
  /** Of the copy: the checksum of all its bytes. */
  readonly copy: string;
  /** From 1. */
  readonly number: number;
  /** Of all codes of the copy, 1 to 200. */
  readonly count: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Maximum number of codes of a copy. */
export const MAX_CODES = 200;
/** What the text of a code begins with. */
export const CODE_FORMAT = 'ONSHELF-COPY:1';

const CODE = /^ONSHELF-COPY:1\/([0-9A-F]{8})\/([1-9]\d{0,2})\/([1-9]\d{0,2})\/([0-9A-F]{8})\/([0-9A-Z $%*+./:-]+)$/;

/**
 * A checksum: the first four bytes of SHA-256, as eight signs. Against damage alone; AES-GCM keeps the copy from being changed.
 *
 * @param bytes any number
 */
export async function checksumOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest.subarray(0, 4)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

/**
 * The checksum of one code: of its numbers too, so that a damaged one does not take another's place.
 *
 * @param code without its checksum
 */
export function checksumOfCode({ copy, number, count, bytes }: CopyCode): Promise<string> {
  const head = new TextEncoder().encode(`${copy}/${number}/${count}/`);
  const all = new Uint8Array(head.length + bytes.length);
  all.set(head);
  all.set(bytes, head.length);
  return checksumOf(all);
}

/**
 * Reads the text of one code.
 *
 * @param text any value
 * @returns why it is none: `other` if it is no code of a copy, `later` if it is of a later version, `damaged`
 */
export async function readCode(text: unknown): Promise<CopyCode | 'other' | 'later' | 'damaged'> {
  if (typeof text !== 'string' || !text.startsWith('ONSHELF-COPY:')) return 'other';
  if (/^ONSHELF-COPY:([2-9]|1\d)/.test(text)) return 'later';
  const [, copy, number, count, checksum, data] = CODE.exec(text) ?? [];
  const bytes = data === undefined ? null : fromBase45(data);
  if (bytes === null) return 'damaged';
  const code: CopyCode = { copy, number: Number(number), count: Number(count), bytes };
  const isRight = code.number <= code.count && code.count <= MAX_CODES && (await checksumOfCode(code)) === checksum;
  return isRight ? code : 'damaged';
}
