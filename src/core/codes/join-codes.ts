import { OnshelfError } from '../onshelf-error.js';
import { type CopyCode, checksumOf, readCode } from './read-code.js';

/** Maximum number of missing codes that a message names. */
const NAMED = 20;

/**
 * Joins the texts of the codes of one copy, in any order, with repeats.
 *
 * @param texts as read
 * @returns the bytes that were split, to the bit
 * @throws OnshelfError `codes-missing`, which names their numbers; `codes-mixed` for codes of two copies; `version-mismatch` for codes of a later
 * version; `bad-input` for a text that is no code, or a damaged one
 */
export async function joinCodes(texts: readonly unknown[]): Promise<Uint8Array<ArrayBuffer>> {
  const codes = new Map<number, CopyCode>();
  let first: CopyCode | undefined;
  for (const [index, text] of texts.entries()) {
    const code = await readCode(text);
    if (code === 'later')
      throw new OnshelfError('version-mismatch', `Code ${index + 1} of the list is of a version that this library cannot read. Update it.`);
    if (typeof code === 'string')
      throw new OnshelfError(
        'bad-input',
        `Text ${index + 1} of the list is ${code === 'damaged' ? 'a damaged code' : 'no code of a copy'}.`,
      );
    first ??= code;
    if (code.copy !== first.copy || code.count !== first.count)
      throw new OnshelfError('codes-mixed', `Code ${index + 1} of the list is of another copy than those before it.`);
    codes.set(code.number, code);
  }
  const missing = missingCodes(codes, first?.count ?? 1);
  if (missing.length > 0)
    throw new OnshelfError('codes-missing', `Of ${first?.count ?? 'all'} codes these are missing: ${listed(missing)}.`);
  const parts = [...codes.values()].sort((one, other) => one.number - other.number).map((code) => code.bytes);
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => {
    bytes.set(part, at);
    return at + part.length;
  }, 0);
  if ((await checksumOf(bytes)) !== first?.copy) throw new OnshelfError('bad-input', 'The codes do not make the copy that they name.');
  return bytes;
}

/**
 * The numbers of the codes that are not there yet.
 *
 * @param codes by number
 * @param count of all
 */
export const missingCodes = (codes: ReadonlyMap<number, CopyCode>, count: number): number[] =>
  Array.from({ length: count }, (_, index) => index + 1).filter((number) => !codes.has(number));

function listed(numbers: readonly number[]): string {
  const rest = numbers.length - NAMED;
  return numbers.slice(0, NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
