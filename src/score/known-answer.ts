import { createBitset } from '../core/bitset.js';
import { OnshelfError } from '../core/onshelf-error.js';
import { normal, seededRandom } from '../core/random.js';
import type { Query } from '../types/query.js';
import type { ScorerRows } from '../types/scorer.js';
import type { CandidateFinder } from './candidate-finder.js';
import { createJsScorer } from './js-scorer.js';

const SEED = 20260301;
const DIMENSIONS = 64;
/** Two tiles of the largest kernel and a bit, so that merges run and the last tile is padded. */
const ITEMS = 2113;
const COUNT = 20;

/**
 * Lets a rung answer a small fixed question whose answer plain JavaScript knows. Drivers exist that compute wrong
 * numbers without any error; those are found here, before a shopper sees them.
 *
 * @param open makes the rung's finder over given rows; it is disposed again
 * @throws OnshelfError `wrong-result` where the answers differ
 */
export async function checkKnownAnswer(open: (rows: ScorerRows) => Promise<CandidateFinder>): Promise<void> {
  const random = seededRandom(SEED);
  const rows: ScorerRows = {
    items: ITEMS,
    dimensions: DIMENSIONS,
    rows: Int8Array.from({ length: ITEMS * DIMENSIONS }, () => Math.floor(random() * 255) - 127),
    scales: Float32Array.from({ length: ITEMS }, () => 0.005 + 0.01 * random()),
    bias: Float32Array.from({ length: ITEMS }, () => normal(random)),
  };
  const vector = Float32Array.from({ length: DIMENSIONS }, () => normal(random));
  const query: Query = { vector, biasWeight: 0.5, additions: { items: new Uint32Array(0), values: new Float32Array(0) } };
  const excluded = createBitset(ITEMS);
  for (let word = 0; word < excluded.length; word += 3) excluded[word] = 0x80f00f01;
  excluded[excluded.length - 1] = 0;

  const finder = await open(rows);
  try {
    const expected = await createJsScorer(rows).score(query, COUNT, excluded);
    const [{ items }] = await finder.find([{ vector, biasWeight: query.biasWeight, excluded }], COUNT);
    const wrong = expected.items.findIndex((item, place) => items[place] !== item);
    if (wrong >= 0) {
      const message = `${finder.backend} computes wrong results: row ${items[wrong]} instead of ${expected.items[wrong]} at place ${wrong} of a known answer.`;
      throw new OnshelfError('wrong-result', message);
    }
  } finally {
    finder.dispose();
  }
}
