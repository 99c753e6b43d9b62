import { settleSum } from '../../explain/settle-sum.js';
import type { Reason, RecommendedItem, TraceStep } from '../../types/answer.js';
import { groundsOf } from './grounds-of.js';
import type { ListContext } from './list-context.js';
import { UNFILLED } from './own-up.js';
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
  const { pack } = context;
  const isFilled = !UNFILLED.includes(source.model);
  const items = candidates.map((candidate) => {
    const { row, score, adjustments, promoted } = candidate;
    const adjusted = adjustments.reduce((sum, { contribution }) => sum + contribution, 0);
    const own = source.explain(row, score - adjusted);
    const filledFrom = isFilled && !promoted && groundsOf(own);
    return {
      id: pack.idOf(row),
      score,
      reasons: settleSum<Reason>([...own, ...adjustments.map((adjustment) => ({ kind: 'step', ...adjustment }) as const)], score),
      item: pack.itemOf(row),
      ...source.fieldsOf?.(row),
      ...(promoted && { promoted }),
      ...(filledFrom && { filledFrom }),
    };
  });
  return { items, steps, excluded };
}
