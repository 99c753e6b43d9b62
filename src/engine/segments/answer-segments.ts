import { categoryLabel } from '../../core/catalog/category-label.js';
import { DEFAULT_COUNT } from '../../core/default-count.js';
import { messageOf } from '../../core/onshelf-error.js';
import { runInSlices } from '../../core/time/run-steps.js';
import type { Pack } from '../../types/pack.js';
import type { Segments, SegmentsRequest } from '../../types/results/segments.js';
import { requestedCount } from '../call/moment-of.js';
import { ownRequest } from '../call/own-call.js';
import type { ListContext } from '../list/list-context.js';
import { membershipsOf } from './memberships-of.js';
import { rankSegments } from './rank-segments.js';
import { readMembershipRule } from './read-membership-rule.js';
import { segmentsOfItem } from './segments-of-item.js';

/**
 * Answers `segments()`: the categories and brands of the catalogue, or of an item, in the shopper's order, and those that the shopper is of,
 * by the catalogue's names, each with its label in the page's locale.
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
  const categories = segments.categories.map((one) => labelled(pack, one));
  if (rule === null) return { ...segments, categories };
  const members = await runInSlices(membershipsOf(context, rule));
  return { ...segments, categories, memberOf: members.map((one) => (one.kind === 'category' ? labelled(pack, one) : one)) };
}

/** A category with what the page's locale calls it, where that is another name. */
function labelled<One extends { readonly name: string }>(pack: Pack, one: One): One & { readonly label?: string } {
  const label = categoryLabel(pack, one.name);
  return label === undefined ? one : { ...one, label };
}
