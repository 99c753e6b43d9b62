import { settleSum } from '../../explain/settle-sum.js';
import type { Reason, RecommendedItem, TraceStep } from '../../types/answer.js';
import type { Pack } from '../../types/pack.js';
import type { Candidate } from '../../types/scoring/candidate.js';
import type { ListContext } from './list-context.js';
import { type RankOptions, rankItems } from './rank-items.js';
import type { RankingSource } from './ranking-source.js';

/** A list with its trace. */
export interface MadeList {
  readonly items: readonly RecommendedItem[];
  readonly steps: readonly TraceStep[];
  /** Number of rows that the mask leaves out. */
  readonly excluded: number;
}

/**
 * Ranks items with `rankItems` and adds their catalogue records and reasons.
 *
 * @param context pack, scorer, shopper and time
 * @param source query or candidates, and the rows to leave out
 * @param options length, exclusions and steps
 */
export async function makeList(context: ListContext, source: RankingSource, options: RankOptions): Promise<MadeList> {
  const { candidates, steps, excluded } = await rankItems(context, source, options);
  return { items: candidates.map((candidate) => describeCandidate(context.pack, source, candidate)), steps, excluded };
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
