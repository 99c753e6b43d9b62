import { encoderMatrices } from '../../src/core/numbers/encoder-matrices.js';
import { normal, seededRandom } from '../../src/core/numbers/random.js';
import { openPlain } from '../../src/engine/encoders/open-plain.js';
import { attendByTfjs, type TfjsReader } from '../../src/query/tfjs/tfjs-attend.js';
import type { TfjsPlace } from '../../src/query/tfjs/tfjs-session.js';
import type { AttendHistory, EncoderCard, EncoderMatrices } from '../../src/types/encoder-card.js';
import type { HistoryItem } from '../../src/types/history.js';

/** Opens a backend of tfjs. */
export type OpenPlace = () => Promise<TfjsPlace>;

/** The same encoder on a backend of tfjs and in plain JavaScript. */
export interface EncoderPair {
  readonly reader: TfjsReader;
  readonly plain: AttendHistory;
}

/** Lengths of history at which all backends have to agree. */
export const LENGTHS = [1, 10, 50, 200] as const;
/** Largest difference of a number of a part, of rows of length 1. */
export const AGREEMENT = 1e-4;
const ITEMS = 260;
const DIMENSIONS = 32;

const KINDS = ['view_item', 'purchase'] as const;
const ATTENTION = { kind: 'attention', width: 16, blocks: 1, heads: 2, inner: 24, length: 200, kinds: KINDS, floor: 1e-8 } as const;

/** Cards of each kind, and of each form of attention, by their names. */
export const CARDS: Readonly<Record<string, EncoderCard>> = {
  consistent: { kind: 'consistent', width: 16, blocks: 2, length: 200, kinds: KINDS },
  'attention, norms before': { ...ATTENTION, norms: 'before', activation: 'relu', places: 'oldest', padding: 'masked' },
  'attention, norms after': { ...ATTENTION, norms: 'after', activation: 'gelu', places: 'latest', padding: 'masked', blocks: 2, heads: 1 },
  'attention to empty places': { ...ATTENTION, norms: 'before', activation: 'relu', places: 'latest', padding: 'attended', width: 32 },
  recurrent: { kind: 'recurrent', width: 12, length: 200, kinds: KINDS },
  convolution: { kind: 'convolution', width: 16, blocks: 2, taps: 3, length: 200, kinds: KINDS, floor: 1e-5 },
};

/** Seeded rows of length 1, as far as bytes allow. */
function makePack() {
  const random = seededRandom(7);
  const rows = new Int8Array(ITEMS * DIMENSIONS);
  const scales = new Float32Array(ITEMS);
  for (let item = 0; item < ITEMS; item++) {
    const row = Array.from({ length: DIMENSIONS }, () => normal(random));
    const most = Math.max(...row.map(Math.abs));
    rows.set(
      row.map((value) => Math.round((127 * value) / most)),
      item * DIMENSIONS,
    );
    scales[item] = most / 127 / Math.hypot(...row);
  }
  return { dimensions: DIMENSIONS, rows, scales };
}

/** Seeded weights, large enough that attention is uneven. */
function makeMatrices(card: EncoderCard, dimensions: number): EncoderMatrices {
  const random = seededRandom(11);
  const matrices = encoderMatrices(card, dimensions).map(({ name, rows, columns }) => {
    const isGain = name.endsWith('.gain');
    const scale = (isGain ? 0.3 : 1.5) / Math.sqrt(columns);
    return [name, Float64Array.from({ length: rows * columns }, () => (isGain ? 1 : 0) + scale * normal(random))];
  });
  return Object.fromEntries(matrices);
}

/** A history that repeats items after a while, has several events, and every fifth item of which only speaks against something. */
export function historyOf(length: number): HistoryItem[] {
  return Array.from({ length }, (_, place) => {
    const row = (7 * place) % ITEMS;
    const weight = place % 5 === 4 ? 0 : 1;
    const name = place % 3 === 0 ? 'purchase' : place % 7 === 1 ? 'add_to_cart' : 'view_item';
    return { row, itemId: `item-${row}`, name, interest: weight, weight, against: 1 - weight };
  });
}

/** A card of `CARDS` with seeded rows and weights. */
export function encoderOf(name: string) {
  const card = CARDS[name];
  return { card, pack: makePack(), matrices: makeMatrices(card, DIMENSIONS) };
}

/**
 * Opens a card of `CARDS` on a backend.
 *
 * @param name of the card
 * @param open the backend
 */
export async function openPair(name: string, open: OpenPlace): Promise<EncoderPair> {
  const { card, pack, matrices } = encoderOf(name);
  return { reader: attendByTfjs(pack, card, matrices, await open()), plain: await openPlain(pack, card, matrices) };
}

/**
 * The largest difference between a reader and the plain reference.
 *
 * @param pair from `openPair`
 * @param length of the history
 * @returns of all numbers of all parts; NaN where one is not a number
 */
export async function differenceAt(
  { reader, plain }: Pick<EncoderPair, 'plain'> & { reader: Pick<TfjsReader, 'read'> },
  length: number,
): Promise<number> {
  const history = historyOf(length);
  const [expected, given] = [plain(history), await reader.read(history)];
  const differences = expected.flatMap((part, place) => [...part].map((value, k) => Math.abs(value - given[place][k])));
  return differences.reduce((most, difference) => Math.max(most, difference), 0);
}
