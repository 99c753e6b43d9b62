import { DAY_MS } from '../../core/time/day.js';
import { runInSlices, type Steps } from '../../core/time/run-steps.js';
import type { Pack } from '../../types/pack.js';
import type { NewArrivalsRequest } from '../../types/request.js';
import type { Candidate } from '../../types/scoring/candidate.js';
import type { ListContext } from '../list/list-context.js';
import type { RankingSource } from '../list/ranking-source.js';
import { rowsOutside } from '../rows/category-rows.js';
import { newestFirst } from '../rows/newest-first.js';
import { trendingSource } from './trending-source.js';

/** Days after which an item is half as new. */
const HALF_LIFE = 30;
/** Rows between two yields. */
const ROWS_AT_ONCE = 8192;
const NONE: Candidate['adjustments'] = [];

/**
 * The newest items first, without items dated in the future. For a pack without dates: the popular items, with a note.
 *
 * @param context pack, shopper and time
 * @param request with the category
 */
export async function newSource(context: ListContext, request: NewArrivalsRequest): Promise<RankingSource> {
  const { pack, now } = context;
  const added = pack.numberColumn('added');
  const candidates = added === null ? [] : await runInSlices(candidatesOf(pack, added, now));
  if (added === null || candidates.length === 0) {
    const note = `The pack has no dates of its items, so ${pack.meanPopularity ? 'the popular items are listed' : 'the list has the order of the feed'}; give the feed a column "date_added".`;
    const { category } = request;
    return { ...trendingSource(context, category === undefined ? {} : { category }), notes: [{ code: 'pack-lacks', message: note }] };
  }
  return {
    model: 'new',
    query: null,
    candidates,
    baseline: 0,
    leaveOut: { [Symbol.iterator]: () => rowsOutside(pack, request.category) },
    knownItems: 0,
    explain: (row, contribution) => [{ kind: 'new', since: added[row], contribution }],
  };
}

/** Candidates, without items dated in the future. */
function* candidatesOf(pack: Pack, added: Float64Array, now: number): Steps<Candidate[]> {
  const candidates: Candidate[] = [];
  for (const [place, row] of (yield* newestFirst(pack)).entries()) {
    if (place % ROWS_AT_ONCE === 0) yield;
    if (added[row] <= now) candidates.push({ row, score: 2 ** ((added[row] - now) / DAY_MS / HALF_LIFE), adjustments: NONE });
  }
  return candidates;
}
