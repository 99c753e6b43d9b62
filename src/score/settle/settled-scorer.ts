import { addBit, countBits, createBitset } from '../../core/numbers/bitset.js';
import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import type { Query } from '../../types/scoring/query.js';
import type { Scorer, ScorerRows, TopK } from '../../types/scoring/scorer.js';
import type { CandidateFinder, Candidates } from './candidate-finder.js';
import { createJsScorer } from './js-scorer.js';
import { settleCandidates } from './settle-candidates.js';

/** Candidates fetched beyond `count` where a rung does not say, so that a rung's rounding at the cut is settled in float64. */
const MARGIN = 32;
/** With fewer candidates to spare than this share of them the answer comes from plain JavaScript. */
const SMALLEST_SHARE = 0.75;

/**
 * Makes a scorer of a finder. Gives the same answer as the JavaScript scorer, to the bit: the finder only finds
 * candidates, `settleCandidates` scores them again in float64 and proves that no other item belongs. Questions that
 * cannot be answered for certain are answered by the JavaScript scorer, here inside: more ties at the cut than
 * candidates, numbers beyond float32, nobody left, or a `count` near or above the finder's most.
 *
 * Once a call has failed, all calls reject with the same OnshelfError `scorer-failed`; the scorer never recovers.
 *
 * @param rows the catalogue; kept
 * @param finder the rung; disposed with the scorer
 */
export function createSettledScorer(rows: ScorerRows, finder: CandidateFinder): Scorer {
  const js = createJsScorer(rows);
  let failure: OnshelfError | undefined;

  /** Answers that the finder's candidates prove; undefined in the places of those they do not. */
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
 * The bitset for the finder: what the question excludes, and the items with additions, which are scored apart. So no
 * addition, and above all no negative one, can push an item out of the candidates or hold a place among them.
 */
function leaveOut(items: number, exclusions: Uint32Array, added: Uint32Array): Uint32Array {
  const excluded = createBitset(items);
  excluded.set(exclusions.subarray(0, excluded.length));
  for (const item of added) if (item < items) addBit(excluded, item);
  // Bits behind the last item would spoil the counting.
  if (items % 32 !== 0) excluded[excluded.length - 1] &= 2 ** (items % 32) - 1;
  return excluded;
}
