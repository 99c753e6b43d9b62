import { createEventId } from '../../core/events/event-id.js';
import { QUIZ_PREFIX } from '../../core/events/list-id.js';
import { hasBit } from '../../core/numbers/bitset.js';
import { sensitiveRows } from '../../profile/set-aside.js';
import { pickPairs } from '../../query/pick-pairs.js';
import { excludeItems } from '../../rerank/exclude-items.js';
import { TopList } from '../../score/settle/top-k.js';
import type { Pack } from '../../types/pack.js';
import type { Quiz, QuizRequest } from '../../types/quiz.js';
import type { ListContext } from '../list/list-context.js';
import { personalEvidence } from '../list/personal-source.js';

const DEFAULT_PAIRS = 4;
const MAX_PAIRS = 6;
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
  const wanted = Math.min(Math.max(Math.floor(Number(request.pairs ?? DEFAULT_PAIRS)) || DEFAULT_PAIRS, 1), MAX_PAIRS);
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
  const categories = pack.codedColumn('product_type');
  const perCategory = new Map<string, number>();
  const candidates: number[] = [];
  for (const row of byPopularity(pack, mask)) {
    if (isSensitive(row)) continue;
    const category = categories?.values[categories.codes[row]] ?? '';
    const taken = perCategory.get(category) ?? 0;
    // Items without a category are not alike for that.
    if (category !== '' && taken >= PER_CATEGORY) continue;
    perCategory.set(category, taken + 1);
    candidates.push(row);
    if (candidates.length === CANDIDATES) break;
  }
  return candidates;
}

/** Rows outside the mask, most popular first: ordered in parts, since few are looked at. */
function* byPopularity(pack: Pack, mask: Uint32Array): Generator<number> {
  for (let from = 0, most = 4 * CANDIDATES; from < pack.items; most *= 8) {
    const best = new TopList(most);
    for (let row = 0; row < pack.items; row++) {
      if (pack.popularity[row] >= best.threshold && !hasBit(mask, row)) best.offer(row, pack.popularity[row]);
    }
    const { items } = best.take();
    yield* items.subarray(from);
    if (items.length < most) return;
    from = items.length;
  }
}
