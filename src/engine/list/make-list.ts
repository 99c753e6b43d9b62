import { addBit, countBits, hasBit } from '../../core/numbers/bitset.js';
import { settleSum } from '../../explain/settle-sum.js';
import { excludeItems } from '../../rerank/exclude-items.js';
import type { Reason, RecommendedItem, TraceStep } from '../../types/answer.js';
import type { Pack } from '../../types/pack.js';
import type { RecommendRequest } from '../../types/request.js';
import type { Candidate, ListStep } from '../../types/scoring/candidate.js';
import type { ListContext, RankingSource } from './ranking-source.js';

/** A list, and what happened on the way to it. */
export interface MadeList {
  readonly items: readonly RecommendedItem[];
  readonly steps: readonly TraceStep[];
  /** Items the mask left out. */
  readonly excluded: number;
}

/** Is told what is left after every step: after the first, `exclude`, by the mask of what is out, then by the candidates. */
export type WatchList = (step: string, left: Uint32Array | readonly Candidate[]) => void;

/** What a request asks for beyond the best items: steps that need more candidates than places. */
export interface ListPlan {
  /** Candidates that the steps want to choose from, 0 to 1000. */
  readonly reach: number;
  readonly steps: readonly ListStep[];
}

/**
 * Every list goes this way: mask, score, steps, cut, explain. What went in and came out of each is counted.
 *
 * @param context pack, scorer, shopper and clock
 * @param source what the list is ranked by
 * @param request whose `exclude` counts here
 * @param count most items wanted, 1 to 1000
 * @param plan what else is asked for. Default: nothing
 * @param watch told what every step leaves
 */
export async function makeList(
  { pack, scorer, profile }: ListContext,
  source: RankingSource,
  request: RecommendRequest,
  count: number,
  plan: ListPlan = { reach: 0, steps: [] },
  watch?: WatchList,
): Promise<MadeList> {
  const steps: TraceStep[] = [...(source.steps ?? [])];
  const trace = (name: string, before: number, after: number): void => void steps.push({ name, in: before, out: after });
  const mask = excludeItems(pack, profile, source.exclude ?? request.exclude ?? 'bought');
  for (const row of source.leaveOut) addBit(mask, row);
  watch?.('exclude', mask);
  const excluded = countBits(mask);
  trace('exclude', pack.items, pack.items - excluded);

  const reach = Math.max(count, plan.reach);
  let candidates: readonly Candidate[];
  if (source.query === null)
    candidates = (source.candidates ?? []).filter(({ row }) => !hasBit(mask, row)).slice(0, plan.steps.length ? reach : undefined);
  else {
    const { items, scores } = await scorer.score(source.query, reach, mask);
    candidates = Array.from(items, (row, place) => ({ row, score: scores[place] - source.baseline, adjustments: [] }));
    const { above } = source;
    if (above !== undefined) candidates = candidates.filter(({ score }) => score > above);
    trace('score', pack.items - excluded, candidates.length);
  }
  watch?.('score', candidates);
  for (const step of plan.steps) {
    const before = candidates.length;
    candidates = step.apply(candidates);
    watch?.(step.name, candidates);
    trace(step.name, before, candidates.length);
  }
  const kept = candidates.slice(0, count);
  trace('cut', candidates.length, kept.length);
  return { items: kept.map((candidate) => describeCandidate(pack, source, candidate)), steps, excluded };
}

/** A candidate with its catalogue record and its reasons, whose contributions add up to its score. */
function describeCandidate(pack: Pack, source: RankingSource, { row, score, adjustments, promoted }: Candidate): RecommendedItem {
  const adjusted = adjustments.reduce((sum, { contribution }) => sum + contribution, 0);
  return {
    id: pack.idOf(row),
    score,
    reasons: settleSum<Reason>(
      [...source.explain(row, score - adjusted), ...adjustments.map((adjustment) => ({ kind: 'step', ...adjustment }) as const)],
      score,
    ),
    item: pack.itemOf(row),
    ...(promoted && { promoted }),
  };
}
