import type { Candidate } from '../types/candidate.js';
import type { NewArrivalsRequest } from '../types/request.js';
import { rowsOutside } from './category-rows.js';
import type { ListContext, ListSource } from './list-source.js';
import { trendingSource } from './trending-source.js';

const DAY = 86_400_000;
/** Days after which an item is half as new. */
const HALF_LIFE = 30;
const NONE: Candidate['adjustments'] = [];

/**
 * The newest items first. Items that the shop announced for a later day are not there yet. A pack that knows no days gives the popular
 * items, and says so.
 *
 * @param context pack, shopper and clock
 * @param request which category
 */
export function newSource(context: ListContext, request: NewArrivalsRequest): ListSource {
  const { pack, now } = context;
  const added = pack.numberColumn('added');
  const rows = added === null ? [] : Array.from(added.keys()).filter((row) => added[row] <= now);
  if (added === null || rows.length === 0) {
    const note =
      'The pack does not say since when the shop has its items, so this is what everybody likes; give the feed a column "date_added".';
    const { category } = request;
    return { ...trendingSource(context, category === undefined ? {} : { category }), notes: [{ code: 'pack-lacks', message: note }] };
  }
  rows.sort((a, b) => added[b] - added[a] || pack.popularity[b] - pack.popularity[a] || a - b);
  return {
    model: 'new',
    query: null,
    candidates: rows.map((row) => ({ row, score: 2 ** ((added[row] - now) / DAY / HALF_LIFE), adjustments: NONE })),
    baseline: 0,
    leaveOut: { [Symbol.iterator]: () => rowsOutside(pack, request.category) },
    knownItems: 0,
    explain: (row, contribution) => [{ kind: 'new', since: added[row], contribution }],
  };
}
