import { createEventId } from '../../core/events/event-id.js';
import { QUIZ_PREFIX } from '../../core/events/list-id.js';
import { hasBit } from '../../core/numbers/bitset.js';
import { TopList } from '../../core/numbers/top-list.js';
import { sensitiveRows } from '../../profile/set-aside.js';
import { pickPairs } from '../../query/pick-pairs.js';
import { excludeItems } from '../../rerank/exclude-items.js';
import type { Pack } from '../../types/pack.js';
import type { Quiz, QuizRequest } from '../../types/quiz.js';
import type { ListContext } from '../list/list-context.js';
import { personalEvidence } from '../list/personal-source.js';

const DEFAULT_PAIRS = 4;
const MAX_PAIRS = 6;
/** Number of the most popular items to pick from: most shoppers know them. */
const CANDIDATES = 200;
/** Maximum number of candidates of one category: a quiz about one category tells little about the others. */
const PER_CATEGORY = 20;

/**
 * A taste quiz for this shopper: pairs of popular items whose answers carry most new information. The same log and
 * pack give the same pairs.
 *
 * @param context pack, shopper and time
 * @param request number of pairs
 */
export async function makeQuiz(context: ListContext, request: QuizRequest): Promise<Quiz> {
  const { pack, profile, now } = context;
  const { evidence } = personalEvidence(context);
  const { encoder, history } = evidence;
  const wanted = Math.min(Math.max(Math.floor(Number(request.pairs ?? DEFAULT_PAIRS)) || DEFAULT_PAIRS, 1), MAX_PAIRS);
  const mask = excludeItems(pack, profile, 'seen');
  const picked = await pickPairs(pack, history, encoder, {
    candidates: quizCandidates(pack, mask),
    count: wanted,
    weight: encoder.eventWeights.feedback ?? 1,
  });
  return {
    quizId: `${QUIZ_PREFIX}${createEventId(now)}`,
    pairs: picked.map(({ rows: [a, b], uncertainty }) => ({ items: [pack.itemOf(a), pack.itemOf(b)], uncertainty })),
  };
}

/**
 * The items that a quiz may show: the most popular, at most 20 of one category.
 *
 * @param pack the catalogue
 * @param mask bitset of rows left out
 * @returns row numbers, most popular first
 */
export function quizCandidates(pack: Pack, mask: Uint32Array): number[] {
  // Answers about sensitive items are not used.
  const isSensitive = sensitiveRows(pack);
  const categories = pack.codedColumn('product_type');
  const perCategory = new Map<string, number>();
  const candidates: number[] = [];
  for (const row of byPopularity(pack, mask)) {
    if (isSensitive(row)) continue;
    const category = categories?.values[categories.codes[row]] ?? '';
    const taken = perCategory.get(category) ?? 0;
    // Items without a category do not count as one category.
    if (category !== '' && taken >= PER_CATEGORY) continue;
    perCategory.set(category, taken + 1);
    candidates.push(row);
    if (candidates.length === CANDIDATES) break;
  }
  return candidates;
}

/** Rows outside the mask, most popular first, sorted in parts, since few are read. */
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
