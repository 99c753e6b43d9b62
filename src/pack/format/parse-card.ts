import { OnshelfError } from '../../core/onshelf-error.js';
import type { EncoderCard } from '../../types/encoder-card.js';

/** Ending of the tensor with the scales of a matrix, one for each row. */
export const SCALES = '.scales';
const MAX_KINDS = 32;

/** What a field of a card may be: least and greatest whole number, or texts. */
type Range = readonly [number, number] | readonly string[];
const LENGTH = [1, 200] as const;
const BLOCKS = [1, 2] as const;
const WIDTH = [4, 128] as const;
/** Fields of each kind, besides `kinds` and `floor`. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, Range>>>> = {
  consistent: { width: [4, 64], blocks: BLOCKS, length: LENGTH },
  attention: {
    width: WIDTH,
    blocks: BLOCKS,
    heads: [1, 8],
    inner: [4, 512],
    norms: ['before', 'after'],
    activation: ['relu', 'gelu'],
    places: ['latest', 'oldest'],
    padding: ['masked', 'attended'],
    length: LENGTH,
  },
  recurrent: { width: WIDTH, length: LENGTH },
  convolution: { width: WIDTH, blocks: [1, 3], taps: [2, 5], length: LENGTH },
};
/** Kinds with a layer norm, whose `floor` is of this range. */
const NORMED = ['attention', 'convolution'];
const FLOOR = [1e-12, 1e-2] as const;

/**
 * Parses the card of a pack's sequence encoder, `encoder.card` in `pack.json`.
 *
 * @param value of the manifest
 * @returns with known fields only
 * @throws OnshelfError `pack-invalid`, naming the field
 */
export function parseCard(value: unknown): EncoderCard {
  const { kind, kinds, ...fields } = Object(value) as Readonly<Record<string, unknown>>;
  if (typeof kind !== 'string' || !Object.hasOwn(FIELDS, kind))
    throw invalid('kind', kind, `this library reads ${listed(Object.keys(FIELDS))}`);
  const card: Record<string, unknown> = { kind };
  for (const [name, range] of Object.entries(FIELDS[kind])) card[name] = checkField(name, fields[name], range);
  if (kind === 'attention' && Number(card.width) % Number(card.heads) !== 0)
    throw invalid('heads', card.heads, `they must share the width, ${card.width}, equally`);
  const { floor } = fields;
  if (NORMED.includes(kind)) {
    if (!(typeof floor === 'number' && floor >= FLOOR[0] && floor <= FLOOR[1]))
      throw invalid('floor', floor, `it must be a number from ${FLOOR[0]} to ${FLOOR[1]}`);
    card.floor = floor;
  }
  const named = Array.isArray(kinds) && kinds.length <= MAX_KINDS && new Set(kinds).size === kinds.length;
  if (!named || !kinds.every((name) => typeof name === 'string' && name !== ''))
    throw invalid('kinds', kinds, `it must be a list of at most ${MAX_KINDS} names of events, each once`);
  return { ...card, kinds } as unknown as EncoderCard;
}

function checkField(name: string, value: unknown, range: Range): unknown {
  const [least, most] = range;
  if (typeof least === 'string') {
    if (range.includes(value as never)) return value;
    throw invalid(name, value, `it must be ${listed(range as readonly string[])}`);
  }
  if (Number.isInteger(value) && Number(value) >= least && Number(value) <= Number(most)) return value;
  throw invalid(name, value, `it must be a whole number from ${least} to ${most}`);
}

function listed(names: readonly string[]): string {
  return names
    .map((name) => `"${name}"`)
    .join(', ')
    .replace(/, (?=[^,]*$)/, ' or ');
}

function invalid(field: string, value: unknown, what: string): OnshelfError {
  return new OnshelfError('pack-invalid', `pack.json: encoder.card.${field} is ${JSON.stringify(value)?.slice(0, 64)}; ${what}.`);
}
