import { OnshelfError } from '../../core/onshelf-error.js';
import type { EncoderCard } from '../../types/encoder-card.js';

/** Ending of the tensor with the scales of a matrix, one for each row. */
export const SCALES = '.scales';
/** Least and greatest value of each number of a card. */
const RANGES = { width: [4, 64], blocks: [1, 2], length: [1, 200] } as const;
const MAX_KINDS = 32;

/**
 * Parses the card of a pack's sequence encoder, `encoder.card` in `pack.json`.
 *
 * @param value of the manifest
 * @returns with known fields only
 * @throws OnshelfError `pack-invalid`, naming the field
 */
export function parseCard(value: unknown): EncoderCard {
  const { kind, kinds, ...fields } = Object(value) as Readonly<Record<string, unknown>>;
  if (kind !== 'consistent') throw invalid('kind', kind, 'this library reads "consistent"');
  const [width, blocks, length] = (['width', 'blocks', 'length'] as const).map((name) => {
    const number = fields[name];
    const [least, most] = RANGES[name];
    if (!Number.isInteger(number) || !(Number(number) >= least && Number(number) <= most))
      throw invalid(name, number, `it must be a whole number from ${least} to ${most}`);
    return Number(number);
  });
  const named = Array.isArray(kinds) && kinds.length <= MAX_KINDS && new Set(kinds).size === kinds.length;
  if (!named || !kinds.every((name) => typeof name === 'string' && name !== ''))
    throw invalid('kinds', kinds, `it must be a list of at most ${MAX_KINDS} names of events, each once`);
  return { kind, width, blocks, length, kinds };
}

function invalid(field: string, value: unknown, what: string): OnshelfError {
  return new OnshelfError('pack-invalid', `pack.json: encoder.card.${field} is ${JSON.stringify(value)?.slice(0, 64)}; ${what}.`);
}
