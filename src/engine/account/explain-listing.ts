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

/** Rules that leave items out before scoring, by the names they have in a trace. */
const RULES = { excludeSeen: 'exclude seen', unavailable: 'unavailable', filter: 'filter' } as const;

/**
 * How one item fares in the list that a request describes: the list is made as it would be shown, and the item watched at every step.
 *
 * @param context pack, scorer, shopper and clock
 * @param row the item
 * @param contributions to its score before any step
 * @param request of the list
 * @param count its places
 * @param make makes the list
 * @throws OnshelfError `bad-argument` where the filter cannot be read
 */
export async function explainListing(
  context: ListContext,
  row: number,
  contributions: readonly Contribution[],
  request: ExplainRequest,
  count: number,
  make: ServeList,
): Promise<Listing> {
  // Loaded whoever asks: what is fetched must not tell what the shopper hid or bought.
  const { planning } = await import('../plan/plan-list.js');
  // Whatever else a page may pass: it is the shopper's own list that is explained.
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
    // What left it out first is the answer, unless the shop put it back.
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
 * The rows that stay out of such a list whoever the shopper is: what is sold out, of another type, or not on at the time.
 *
 * @param context pack and clock
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

/** What of all that leaves items out before scoring left this one out. */
async function maskedBy(context: ListContext, row: number, call: ListCall, planList: PlanList): Promise<string> {
  const { pack, profile } = context;
  const { exclude = 'bought', inStock = true } = call;
  const id = pack.idOf(row);
  if (profile.hidden.has(id)) return 'hidden';
  if (exclude !== 'none' && profile.bought.has(id)) return 'bought';
  if (hasBit(excludeItems(pack, profile, exclude), row)) return 'seen';
  if (inStock && SOLD_OUT.test(pack.itemOf(row).availability ?? '')) return 'sold out';
  for (const [rule, name] of Object.entries(RULES) as [keyof typeof RULES, string][]) {
    const alone = ownCall({ kind: 'recommend', [rule]: call[rule] });
    const { source } = await planList(context, alone, 1, { ...personalSource(context), leaveOut: [] }, new Set());
    for (const out of source.leaveOut) if (out === row) return name;
  }
  // Another type than was asked for, or a live stream that is not on.
  return 'type';
}
