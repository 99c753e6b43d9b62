import { addBit, countBits, createBitset } from '../../core/numbers/bitset.js';
import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import type { Query } from '../../types/scoring/query.js';
import type { Scorer, ScorerRows, TopK } from '../../types/scoring/scorer.js';
import type { CandidateFinder, Candidates } from './candidate-finder.js';
import { createJsScorer } from './js-scorer.js';
import { settleCandidates } from './settle-candidates.js';

/** Default number of candidates beyond `count`: rounding at the cut is settled among them in float64. */
const MARGIN = 32;
/** With a smaller share of these extra candidates, plain JavaScript answers. */
const SMALLEST_SHARE = 0.75;

/**
 * Makes a scorer from a finder. Its answers equal those of the JavaScript scorer to the bit: the finder only finds
 * candidates; `settleCandidates` scores them again in float64 and proves that no other item belongs. Queries whose
 * answer is not proven go to the JavaScript scorer: more ties at the cut than candidates, numbers beyond float32, no item
 * left, or a `count` near or above the finder's maximum.
 *
 * Once a call has failed, all calls reject with the same OnshelfError `scorer-failed`; the scorer never recovers.
 *
 * @param rows the catalogue; kept
 * @param finder of the backend; disposed with the scorer
 */
export function createSettledScorer(rows: ScorerRows, finder: CandidateFinder): Scorer {
  const js = createJsScorer(rows);
  let failure: OnshelfError | undefined;

  /** Answers that the finder's candidates prove; undefined for the others. */
  const scoreOnFinder = async (queries: readonly Query[], count: number, exclusions: Uint32Array): Promise<(TopK | undefined)[]> => {
    const { margin = MARGIN } = finder;
    const keep = Math.min(count + margin, finder.most);
    if (!(count >= 1) || keep - count < SMALLEST_SHARE * margin) return queries.map(() => undefined);
    const questions = queries.map((query) => {
      const excluded = leaveOut(rows.items, exclusions, query.additions.items);
      return { query, count, exclusions, excluded, available: rows.items - countBits(excluded), bound: finder.errorBound(query) };
    });
    const asked = questions.filter(({ available, bound }) => available > 0 && bound < Number.POSITIVE_INFINITY);
    const dense = asked.map(({ query, excluded }) => ({ vector: query.vector, biasWeight: query.biasWeight, excluded }));
    const found = asked.length === 0 ? [] : await finder.find(dense, keep);
    return questions.map((question) => {
      const candidates = found[asked.indexOf(question)] as Candidates | undefined;
      return candidates && settleCandidates(rows, question, candidates);
    });
  };

  const scoreBatch = async (queries: readonly Query[], count: number, exclusions: Uint32Array): Promise<TopK[]> => {
    if (failure !== undefined) throw failure;
    try {
      const answers = await scoreOnFinder(queries, count, exclusions);
      return await Promise.all(answers.map((answer, place) => answer ?? js.score(queries[place], count, exclusions)));
    } catch (error) {
      failure ??=
        error instanceof OnshelfError
          ? error
          : new OnshelfError('scorer-failed', `Scoring on ${finder.backend} failed: ${messageOf(error)}`, error);
      throw failure;
    }
  };

  return {
    backend: finder.backend,
    get memory() {
      return finder.memory;
    },
    score: async (query, count, exclusions) => (await scoreBatch([query], count, exclusions))[0],
    scoreBatch,
    dispose: () => {
      failure ??= new OnshelfError('scorer-failed', `The ${finder.backend} scorer was disposed.`);
      finder.dispose();
    },
  };
}

/**
 * The bitset for the finder: the query's exclusions and the items with additions, which are scored separately. So no
 * addition, negative ones included, changes which other items are candidates.
 */
function leaveOut(items: number, exclusions: Uint32Array, added: Uint32Array): Uint32Array {
  const excluded = createBitset(items);
  excluded.set(exclusions.subarray(0, excluded.length));
  for (const item of added) if (item < items) addBit(excluded, item);
  // Bits behind the last item would be counted.
  if (items % 32 !== 0) excluded[excluded.length - 1] &= 2 ** (items % 32) - 1;
  return excluded;
}
