import { OnshelfError } from '../onshelf-error.js';
import { toBase45 } from './base45.js';
import { CODE_FORMAT, checksumOf, checksumOfCode, MAX_CODES } from './read-code.js';

/** Bytes of the copy in one code: with its head 1 240 signs at most, which fit a QR code of version 20 (97 modules a side) at error correction L. */
const BYTES = 800;

/**
 * Splits bytes into the texts of QR codes, each with the format's name, the copy's id, its number, their count and a checksum.
 *
 * @param bytes of a copy, 1 or more
 * @returns texts in the signs of QR codes' alphanumeric mode
 * @throws OnshelfError `copy-too-large` for more than 200 codes
 */
export async function splitIntoCodes(bytes: Uint8Array<ArrayBuffer>): Promise<string[]> {
  const count = Math.ceil(bytes.length / BYTES);
  if (count > MAX_CODES)
    throw new OnshelfError('copy-too-large', `The copy would be ${count} codes; ${MAX_CODES} are the maximum. Save it as a file instead.`);
  const copy = await checksumOf(bytes);
  const codes = Array.from({ length: count }, async (_, index) => {
    const code = { copy, number: index + 1, count, bytes: bytes.slice(index * BYTES, (index + 1) * BYTES) };
    return `${CODE_FORMAT}/${copy}/${code.number}/${count}/${await checksumOfCode(code)}/${toBase45(code.bytes)}`;
  });
  return Promise.all(codes);
}
