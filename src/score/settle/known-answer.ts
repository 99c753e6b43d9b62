import { createBitset } from '../../core/numbers/bitset.js';
import { normal, seededRandom } from '../../core/numbers/random.js';
import { OnshelfError } from '../../core/onshelf-error.js';
import type { Query } from '../../types/scoring/query.js';
import type { ScorerRows, TopK } from '../../types/scoring/scorer.js';
import type { CandidateFinder, Candidates } from './candidate-finder.js';
import { createJsScorer } from './js-scorer.js';

const SEED = 20260301;
const DIMENSIONS = 64;
/** Not a multiple of any kernel's group size, so that the last group is padded. */
const ITEMS = 2113;
const COUNT = 20;
/** More than the kernels score at a time, so that batches are split. */
const BATCH = 5;

/**
 * Compares a backend with plain JavaScript on a small fixed catalogue. Some drivers compute wrong numbers without an error; they are found
 * here, before they rank a list.
 *
 * @param open makes the backend's finder over given rows; it is disposed afterwards
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
    const expected = await createJsScorer(rows).scoreBatch(queries, COUNT, excluded);
    // Alone, and among others.
    for (const size of [1, BATCH]) {
      const found = await finder.find(dense.slice(0, size), COUNT);
      for (let question = 0; question < size; question++) compare(finder, queries[question], expected[question], found[question]);
    }
  } finally {
    finder.dispose();
  }
}

/** In this catalogue no row behind the best is close to them: each of the best must be found, with its score. */
function compare(finder: CandidateFinder, query: Query, expected: TopK, found: Candidates): void {
  const bound = finder.errorBound(query);
  expected.items.forEach((row, place) => {
    const score = found.scores[found.items.indexOf(row)];
    // A comparison with NaN is false, so the condition tests for the right value, not for a wrong one.
    if (Math.abs(score - expected.scores[place]) <= bound) return;
    const message = `${finder.backend} computes wrong results: it gave row ${row} of a known answer the score ${score}.`;
    throw new OnshelfError('wrong-result', message);
  });
}
