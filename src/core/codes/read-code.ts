import { crc32 } from '../numbers/crc32.js';
import { fromBase45 } from './base45.js';

/** One of the codes that a copy is split into. */
export interface CopyCode {
  /** Of the copy: the CRC-32 of all its bytes, as eight signs. */
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

/** Eight signs for 32 bits. */
export const hexOf = (number: number): string => number.toString(16).toUpperCase().padStart(8, '0');

/**
 * The checksum of one code: of its numbers too, so that a damaged one does not take another's place.
 *
 * @param code without its checksum
 */
export function checksumOf({ copy, number, count, bytes }: CopyCode): string {
  const head = new TextEncoder().encode(`${copy}/${number}/${count}/`);
  const all = new Uint8Array(head.length + bytes.length);
  all.set(head);
  all.set(bytes, head.length);
  return hexOf(crc32(all));
}

/**
 * Reads the text of one code.
 *
 * @param text any value
 * @returns why it is none: `other` if it is no code of a copy, `later` if it is of a later version, `damaged`
 */
export function readCode(text: unknown): CopyCode | 'other' | 'later' | 'damaged' {
  if (typeof text !== 'string' || !text.startsWith('ONSHELF-COPY:')) return 'other';
  if (/^ONSHELF-COPY:([2-9]|1\d)/.test(text)) return 'later';
  const [, copy, number, count, checksum, data] = CODE.exec(text) ?? [];
  const bytes = data === undefined ? null : fromBase45(data);
  if (bytes === null) return 'damaged';
  const code: CopyCode = { copy, number: Number(number), count: Number(count), bytes };
  const isRight = code.number <= code.count && code.count <= MAX_CODES && checksumOf(code) === checksum;
  return isRight ? code : 'damaged';
}
