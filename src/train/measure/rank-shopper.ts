import type { ListContext } from '../../engine/list/list-context.js';
import { personalSource } from '../../engine/list/personal-source.js';
import { type ListPlan, rankItems } from '../../engine/list/rank-items.js';
import type { Exclude } from '../../types/request.js';
import type { TopK } from '../../types/scoring/scorer.js';

/** Which list to rank. */
export interface ShopperRanking {
  /** Maximum number of items, 1 to 1000. */
  readonly count: number;
  /** Which part of the history is left out. */
  readonly exclude: Exclude;
  /** Steps after the scores. Default: none. */
  readonly plan?: ListPlan;
}

/** Ranks the list of one shopper. */
export type RankShopper = (context: ListContext, request: ShopperRanking) => Promise<TopK>;

/**
 * Ranks a shopper's personal list by the engine's own source and `rankItems`, without reasons and catalogue records. Items and scores equal
 * those of the browser's list to the bit.
 *
 * @param context pack with the encoder to measure, scorer, shopper and time
 * @param request length, exclusions and steps
 * @returns scores as the steps left them: with steps they need not descend
 */
export async function rankShopper(context: ListContext, request: ShopperRanking): Promise<TopK> {
  const { candidates } = await rankItems(context, personalSource(context), request);
  const items = new Uint32Array(candidates.length);
  const scores = new Float64Array(candidates.length);
  for (let place = 0; place < candidates.length; place++) {
    items[place] = candidates[place].row;
    scores[place] = candidates[place].score;
  }
  return { items, scores };
}
