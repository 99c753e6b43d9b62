import { createBitset } from '../core/bitset.js';
import { OnshelfError } from '../core/onshelf-error.js';
import { normal, seededRandom } from '../core/random.js';
import type { Query } from '../types/query.js';
import type { ScorerRows, TopK } from '../types/scorer.js';
import type { CandidateFinder, Candidates } from './candidate-finder.js';
import { createJsScorer } from './js-scorer.js';
import { scoreItem } from './score-item.js';

const SEED = 20260301;
const DIMENSIONS = 64;
/** No multiple of any kernel's group, so that the last group is padded. */
const ITEMS = 2113;
const COUNT = 20;
/** More than the kernels score at a time, so that batches are cut. */
const BATCH = 5;

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
  const queries = Array.from({ length: BATCH }, (): Query => {
    const vector = Float32Array.from({ length: DIMENSIONS }, () => normal(random));
    return { vector, biasWeight: 0.5, additions: { items: new Uint32Array(0), values: new Float32Array(0) } };
  });
  const excluded = createBitset(ITEMS);
  for (let word = 0; word < excluded.length; word += 3) excluded[word] = 0x80f00f01;
  excluded[excluded.length - 1] = 0;

  const finder = await open(rows);
  try {
    const dense = queries.map(({ vector, biasWeight }) => ({ vector, biasWeight, excluded }));
    const [alone] = await finder.find(dense.slice(0, 1), COUNT);
    const together = await finder.find(dense, COUNT);
    const expected = await createJsScorer(rows).scoreBatch(queries, COUNT, excluded);
    for (const [question, found] of [alone, ...together].entries()) {
      // The first question is asked twice: alone and among the others.
      const query = Math.max(0, question - 1);
      compare(rows, queries[query], expected[query], found, finder);
    }
  } finally {
    finder.dispose();
  }
}

/** Rows that tie within the rung's own rounding may stand in either order; anything else is wrong. */
function compare(rows: ScorerRows, query: Query, expected: TopK, found: Candidates, finder: CandidateFinder): void {
  const bound = finder.errorBound(query);
  for (let place = 0; place < expected.items.length; place++) {
    const row = found.items[place];
    const exact = row < rows.items ? scoreItem(rows, query, row) : Number.NaN;
    // A comparison with NaN is false, so the condition asks for what is right, not for what is wrong.
    if (Math.abs(found.scores[place] - exact) <= bound && Math.abs(exact - expected.scores[place]) <= 2 * bound) continue;
    const message = `${finder.backend} computes wrong results: row ${row} with score ${found.scores[place]} instead of row ${expected.items[place]} at place ${place} of a known answer.`;
    throw new OnshelfError('wrong-result', message);
  }
}
