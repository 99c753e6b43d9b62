import { SOLD_OUT } from '../../core/catalog/sold-out.js';
import { createBitset, hasBit } from '../../core/numbers/bitset.js';
import { settleSum } from '../../explain/settle-sum.js';
import { emptyProfile } from '../../profile/fold-events.js';
import { excludeItems } from '../../rerank/exclude-items.js';
import type { Contribution, ExplainRequest, Listing } from '../../types/explanation.js';
import type { ListCall } from '../../types/list-call.js';
import type { ListRequest } from '../../types/request.js';
import type { Candidate } from '../../types/scoring/candidate.js';
import { ownCall } from '../call/own-call.js';
import type { ListContext } from '../list/list-context.js';
import { personalSource } from '../list/personal-source.js';
import type { WatchList } from '../list/rank-items.js';
import type { ServeList } from '../list/served-list.js';
import type { planning } from '../plan/plan-list.js';

/** Rules that leave items out before scoring, with their names in a trace. */
const RULES = {
  onePerGroup: 'other variants',
  excludeSeen: 'exclude seen',
  unavailable: 'unavailable',
  filter: 'filter',
  segment: 'segment',
} as const;

/** An item and a list. */
export interface ListingQuestion {
  /** Row of the item. */
  readonly row: number;
  /** To the item's score before any step. */
  readonly contributions: readonly Contribution[];
  readonly request: ExplainRequest;
  /** Length of the list. */
  readonly count: number;
}

/**
 * Explains an item's place in the list of a request: makes the list as it would be served, and observes the item after every step.
 *
 * @param context pack, scorer, shopper and time
 * @param question the item and the list
 * @param make makes the list
 * @throws OnshelfError `bad-argument` where the filter cannot be read
 */
export async function explainListing(
  context: ListContext,
  { row, contributions, request, count }: ListingQuestion,
  make: ServeList,
): Promise<Listing> {
  // Loaded in every case: what is fetched must not reveal what the shopper hid or bought.
  const { planning } = await import('../plan/plan-list.js');
  // Only the shopper's own list is explained, whatever the page passes.
  const { interleave: _, ...asked }: ListRequest = request;
  const call = ownCall(asked, { scenario: 'home', kind: 'recommend' });
  let known: Candidate | undefined;
  let leftOutBy: string | null = null;
  const watch: WatchList = (step, left) => {
    if (left instanceof Uint32Array) {
      if (hasBit(left, row)) leftOutBy = step;
      return;
    }
    const found = left.find((candidate) => candidate.row === row);
    known = found ?? known;
    // The first step that removed the item counts, unless a later rule of the shop put it back.
    leftOutBy = found === undefined ? (leftOutBy ?? step) : null;
  };
  const { items } = await make(context, call, count, new Set(), watch);
  const place = items.findIndex(({ id }) => id === context.pack.idOf(row));
  return {
    place: place < 0 ? null : place + 1,
    leftOutBy: place >= 0 ? null : leftOutBy === 'exclude' ? await maskedBy(context, row, call, planning.planList) : (leftOutBy ?? 'cut'),
    score: known?.score ?? null,
    contributions:
      known === undefined
        ? []
        : settleSum<Contribution>(
            [...contributions, ...known.adjustments.map((step) => ({ kind: 'step', ...step }) as const)],
            known.score,
          ),
  };
}

/**
 * The rows that the list leaves out for every shopper: sold out, of another type, or outside their times.
 *
 * @param context pack and time
 * @param request of the list
 * @param make makes the list
 * @returns bitset over rows
 */
export async function rowsNotOffered(context: ListContext, { types, inStock }: ExplainRequest, make: ServeList): Promise<Uint32Array> {
  let mask = createBitset(context.pack.items);
  const asked = ownCall({ kind: 'recommend', exclude: 'none', ...(types && { types }), ...(inStock === false && { inStock }) });
  await make({ ...context, profile: emptyProfile() }, asked, 1, new Set(), (_step, left) => {
    if (left instanceof Uint32Array) mask = left;
  });
  return mask;
}

type PlanList = (typeof planning)['planList'];

/** The name of the rule that left the item out before scoring. */
async function maskedBy(context: ListContext, row: number, call: ListCall, planList: PlanList): Promise<string> {
  const { pack, profile } = context;
  const { exclude = 'bought', inStock = true } = call;
  const id = pack.idOf(row);
  if (profile.hidden.has(id)) return 'hidden';
  if (profile.heeded && hasBit(profile.heeded.out, row)) return 'wish';
  if (exclude !== 'none' && profile.bought.has(id)) return 'bought';
  if (hasBit(excludeItems(pack, profile, exclude), row)) return 'seen';
  if (inStock && SOLD_OUT.test(pack.itemOf(row).availability ?? '')) return 'sold out';
  for (const [rule, name] of Object.entries(RULES) as [keyof typeof RULES, string][]) {
    const own = rule === 'onePerGroup' ? { onePerGroup: call.onePerGroup ?? true, exclude } : { onePerGroup: false, [rule]: call[rule] };
    const alone = ownCall({ kind: 'recommend', ...own });
    const { source } = await planList(context, alone, 1, { ...personalSource(context), leaveOut: [] }, new Set());
    for (const out of source.leaveOut) if (out === row) return name;
  }
  // Another type than was asked for, or a live stream that is not on.
  return 'type';
}
