import { encoderMatrices } from '../../src/core/numbers/encoder-matrices.js';
import { normal, seededRandom } from '../../src/core/numbers/random.js';
import type { AttentionCard, EncoderMatrices } from '../../src/types/encoder-card.js';
import type { HistoryItem } from '../../src/types/history.js';
import type { ScorerRows } from '../../src/types/scoring/scorer.js';

/** A catalogue, and an encoder of the size of SASRec with seeded weights. */
export interface EncoderProblem {
  readonly pack: ScorerRows;
  readonly card: AttentionCard;
  readonly matrices: EncoderMatrices;
}

const ITEMS = 10_000;
const DIMENSIONS = 64;

/** SASRec as its authors ran it on shops' logs: 2 blocks, 1 head, as wide as the rows. */
const CARD: AttentionCard = {
  kind: 'attention',
  width: DIMENSIONS,
  blocks: 2,
  heads: 1,
  inner: DIMENSIONS,
  length: 200,
  norms: 'before',
  activation: 'relu',
  places: 'latest',
  padding: 'masked',
  floor: 1e-5,
  kinds: ['view_item', 'purchase'],
};

/** Makes the problem; the same each time. */
export function makeEncoderProblem(): EncoderProblem {
  const random = seededRandom(5);
  const rows = Int8Array.from({ length: ITEMS * DIMENSIONS }, () => Math.max(-127, Math.min(127, Math.round(40 * normal(random)))));
  const pack = { items: ITEMS, dimensions: DIMENSIONS, rows, scales: new Float32Array(ITEMS).fill(1 / 320), bias: new Float32Array(ITEMS) };
  const entries = encoderMatrices(CARD, DIMENSIONS).map(({ name, rows: to, columns }) => {
    const isGain = name.endsWith('.gain');
    const scale = (isGain ? 0.1 : 1) / Math.sqrt(columns);
    return [name, Float64Array.from({ length: to * columns }, () => (isGain ? 1 : 0) + scale * normal(random))] as const;
  });
  return { pack, card: CARD, matrices: Object.fromEntries(entries) };
}

/** A history of distinct items, latest first. */
export function historyOfLength(length: number): HistoryItem[] {
  return Array.from({ length }, (_, place) => {
    const row = (37 * place) % ITEMS;
    return { row, itemId: `${row}`, name: place % 4 === 0 ? 'purchase' : 'view_item', interest: 1, weight: 1, against: 0 };
  });
}
