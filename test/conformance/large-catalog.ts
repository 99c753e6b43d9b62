import { hasBit } from '../../src/core/numbers/bitset.js';
import { createJsScorer } from '../../src/score/settle/js-scorer.js';
import type { ScorerRows, TopK } from '../../src/types/scoring/scorer.js';
import type { CreateScorer } from './scorer-cases.js';
import { expectSame, makeMask, makeQuery, makeRows, type RowsShape } from './scorer-problem.js';

/** WebGPU's default limit on the size of a binding, bytes; devices opened without a higher limit have it. */
export const DEFAULT_BINDING_BYTES = 2 ** 27;
/** Catalogues whose rows exceed that limit, one by their width and one by their number. */
export const LARGE_SHAPES = {
  wide: { items: 300_000, dimensions: 512 },
  long: { items: 2_200_000, dimensions: 64 },
} as const;

const MAX_COUNT = 900;
/** Length of the expected answers: more than the candidates of the largest count. */
const RANKS = 1000;
const BATCH = 3;
/** Both catalogues fill three chunks of rows; each of eight parts is in one or two of them. */
const PARTS = 8;

/** Memory of a scorer for a large catalogue, bytes. */
export interface LargeCatalogUse {
  readonly rows: number;
  readonly gpu: number;
}

/**
 * Compares a scorer with the JavaScript scorer on a catalogue too large for one binding, and checks that the
 * scorer's own copy of the rows gives the answer, not JavaScript behind it.
 *
 * @param create makes the scorer
 * @param shape of the catalogue
 * @throws Error that says what differs
 */
export async function checkLargeCatalog(create: CreateScorer, shape: RowsShape): Promise<LargeCatalogUse> {
  const rows = makeRows(shape);
  const mask = makeMask(rows.items, (item) => item % 10 === 3);
  const queries = Array.from({ length: BATCH }, (_, place) => makeQuery(rows, place === 1 ? 0.0001 : 0, place + 1));
  const expected = await createJsScorer(rows).scoreBatch(queries, RANKS, mask);
  const parts = new Set(Array.from(expected[0].items, (item) => Math.floor((item * PARTS) / rows.items)));
  if (parts.size < PARTS)
    throw new Error(`the answer lies in ${parts.size} of ${PARTS} parts of the catalogue and proves nothing of the rest`);
  const scorer = await create(rows);
  try {
    const compare = (answers: readonly TopK[], count: number, what: string): void => {
      for (const [place, answer] of answers.entries()) {
        const { items, scores } = expected[place];
        expectSame(answer, { items: items.subarray(0, count), scores: scores.subarray(0, count) }, `${what}, question ${place}`);
      }
    };
    compare(await scorer.scoreBatch(queries, 20, mask), 20, 'a batch');
    compare([await scorer.score(queries[0], MAX_COUNT, mask)], MAX_COUNT, 'many wanted');
    // From now on JavaScript would answer with this row; the backend's copy was made before.
    rows.bias[unrankedRow(rows, mask, expected)] = 1e6;
    compare([await scorer.score(queries[0], 20, mask)], 20, 'with a row spoilt');
    return { rows: rows.rows.byteLength, gpu: scorer.memory.gpu };
  } finally {
    scorer.dispose();
  }
}

/** A row that is not excluded and in none of the answers. */
function unrankedRow({ items }: ScorerRows, mask: Uint32Array, answers: readonly TopK[]): number {
  const ranked = new Set(answers.flatMap((answer) => [...answer.items]));
  let row = items - 1;
  while (ranked.has(row) || hasBit(mask, row)) row--;
  return row;
}
