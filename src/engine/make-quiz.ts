import { hasBit } from '../core/bitset.js';
import { createEventId } from '../core/event-id.js';
import { QUIZ_PREFIX } from '../core/list-id.js';
import { sensitiveRows } from '../profile/set-aside.js';
import { pickPairs } from '../query/pick-pairs.js';
import { excludeItems } from '../rerank/exclude-items.js';
import type { Pack } from '../types/pack.js';
import type { Quiz, QuizRequest } from '../types/quiz.js';
import type { ListContext } from './list-source.js';
import { personalEvidence } from './personal-source.js';

const DEFAULT_PAIRS = 4;
const MOST_PAIRS = 6;
/** The most popular items are known to most shoppers, so most can answer. */
const CANDIDATES = 200;
/** Of one category: a quiz about one shelf tells little of the others. */
const PER_CATEGORY = 20;

/**
 * A taste quiz for this shopper: pairs of popular items whose answers say most about what is not known yet. The same log and
 * pack give the same pairs.
 *
 * @param context pack, shopper and clock
 * @param request how many pairs
 */
export async function makeQuiz(context: ListContext, request: QuizRequest): Promise<Quiz> {
  const { pack, profile, now } = context;
  const { evidence } = personalEvidence(context);
  const { encoder, history } = evidence;
  const wanted = Math.min(Math.max(Math.floor(Number(request.pairs ?? DEFAULT_PAIRS)) || DEFAULT_PAIRS, 1), MOST_PAIRS);
  const mask = excludeItems(pack, profile, 'seen');
  const picked = await pickPairs(pack, history, encoder, quizCandidates(pack, mask), wanted, encoder.eventWeights.feedback ?? 1);
  return {
    quizId: `${QUIZ_PREFIX}${createEventId(now)}`,
    pairs: picked.map(({ rows: [a, b], uncertainty }) => ({ items: [pack.itemOf(a), pack.itemOf(b)], uncertainty })),
  };
}

/**
 * The items a quiz may ask about: the most popular, not too many of one category.
 *
 * @param pack the catalogue
 * @param mask bitset of rows left out
 * @returns row numbers, most popular first
 */
export function quizCandidates(pack: Pack, mask: Uint32Array): number[] {
  // An answer about them would not count.
  const isSensitive = sensitiveRows(pack);
  const byPopularity = Array.from({ length: pack.items }, (_, row) => row)
    .filter((row) => !hasBit(mask, row) && !isSensitive(row))
    .sort((a, b) => pack.popularity[b] - pack.popularity[a] || a - b);
  const perCategory = new Map<string, number>();
  const candidates: number[] = [];
  for (const row of byPopularity) {
    const category = pack.itemOf(row).product_type ?? '';
    const taken = perCategory.get(category) ?? 0;
    // Items without a category are not alike for that.
    if (category !== '' && taken >= PER_CATEGORY) continue;
    perCategory.set(category, taken + 1);
    candidates.push(row);
    if (candidates.length === CANDIDATES) break;
  }
  return candidates;
}
