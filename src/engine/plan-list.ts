import type { RecommendRequest } from '../types/request.js';
import type { ListContext } from './list-source.js';
import type { ListPlan } from './make-list.js';
import { VARIETY_REACH, VARIETY_STEPS } from './variety-steps.js';

/**
 * What a request asks for beyond the best items, as steps over more candidates than there are places.
 *
 * @param context pack, shopper and clock
 * @param request which steps, and how far each may go
 * @param count most items wanted, 1 to 1000
 */
export function planList(context: ListContext, request: RecommendRequest, count: number): ListPlan {
  const steps = VARIETY_STEPS.flatMap((make) => make(context, { ...request, count }) ?? []);
  return { reach: steps.length > 0 ? Math.max(VARIETY_REACH, count) : count, steps };
}
