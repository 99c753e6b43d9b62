import { joinCodes } from '../../core/codes/join-codes.js';
import { splitIntoCodes } from '../../core/codes/split-into-codes.js';
import { OnshelfError } from '../../core/onshelf-error.js';
import { toJson } from '../../core/text/to-json.js';
import type { EncryptedCopy } from '../../types/results/copy-options.js';
import { fromBase64, toBase64 } from './base64.js';

const NEWLINE = 10;

/**
 * The texts of the QR codes of an encrypted copy. What is split is the copy as JSON without `data`, a newline, and the bytes of `data`.
 *
 * @param copy from `encryptCopy`
 * @throws OnshelfError `copy-too-large`
 */
export function copyToCodes({ data, ...head }: EncryptedCopy): Promise<string[]> {
  const [first, rest] = [new TextEncoder().encode(`${toJson(head)}\n`), fromBase64(data) ?? new Uint8Array()];
  const bytes = new Uint8Array(first.length + rest.length);
  bytes.set(first);
  bytes.set(rest, first.length);
  return splitIntoCodes(bytes);
}

/**
 * The encrypted copy of such texts, not checked.
 *
 * @param texts in any order
 * @throws OnshelfError of `joinCodes`, or `bad-input`
 */
export async function copyFromCodes(texts: readonly unknown[]): Promise<unknown> {
  const bytes = await joinCodes(texts);
  const end = bytes.indexOf(NEWLINE);
  try {
    return { ...JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))), data: toBase64(bytes.subarray(end + 1)) };
  } catch (error) {
    throw new OnshelfError('bad-input', 'The codes make no encrypted copy. Nothing is imported.', error);
  }
}
