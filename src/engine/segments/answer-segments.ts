import { DEFAULT_COUNT } from '../../core/default-count.js';
import { messageOf } from '../../core/onshelf-error.js';
import { runInSlices } from '../../core/time/run-steps.js';
import type { Segments, SegmentsRequest } from '../../types/results/segments.js';
import { requestedCount } from '../call/moment-of.js';
import { ownRequest } from '../call/own-call.js';
import type { ListContext } from '../list/list-context.js';
import { membershipsOf } from './memberships-of.js';
import { rankSegments } from './rank-segments.js';
import { readMembershipRule } from './read-membership-rule.js';
import { segmentsOfItem } from './segments-of-item.js';

/**
 * Answers `segments()`: the categories and brands of the catalogue, or of an item, in the shopper's order, and those that the shopper is of.
 *
 * @param context pack, shopper and time
 * @param asked parameters of the call
 * @throws OnshelfError `bad-argument` for an item that is not in the pack, and a rule of memberships that is none
 */
export async function answerSegments(
  context: Pick<ListContext, 'pack' | 'profile' | 'now'>,
  asked: SegmentsRequest | null,
): Promise<Segments> {
  const request = ownRequest<SegmentsRequest>(asked);
  const { itemId, memberOf } = request;
  const count = requestedCount(request) ?? DEFAULT_COUNT;
  const rule = memberOf === undefined || memberOf === false ? null : readMembershipRule(memberOf);
  const { pack } = context;
  const segments =
    itemId === undefined
      ? rankSegments(context, count)
      : segmentsOfItem(pack, messageOf(itemId), rankSegments(context, Number.POSITIVE_INFINITY), count);
  return rule === null ? segments : { ...segments, memberOf: await runInSlices(membershipsOf(context, rule)) };
}
