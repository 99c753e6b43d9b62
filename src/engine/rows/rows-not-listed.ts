import { SOLD_OUT } from '../../core/catalog/sold-out.js';
import { DAY_MS } from '../../core/time/day.js';
import type { Pack } from '../../types/pack.js';
import type { ListRequest } from '../../types/request.js';

/** Milliseconds before its start from which on a live stream is listed. */
const LISTED_BEFORE_START_MS = DAY_MS;

/**
 * The rows that are of another type than requested, sold out, or outside their times: live streams are listed from a day before their
 * start to their end.
 *
 * @param pack the catalogue; without the column `type` all are products, without `availability` nothing is sold out
 * @param request `types`, by default products alone, and `inStock`, by default true: sold-out items are left out
 * @param now milliseconds since 1970
 */
export function* rowsNotListed(pack: Pack, { types, inStock = true }: ListRequest, now: number): Generator<number> {
  const column = pack.codedColumn('type');
  const stock = pack.codedColumn('availability');
  const wanted = new Set<string>(types ?? ['product']);
  const listed = (column?.values ?? ['']).map((type) => wanted.has(type || 'product'));
  const soldOut = (stock?.values ?? []).map((value) => inStock && SOLD_OUT.test(value));
  if (!column && listed[0] && !soldOut.includes(true)) return;
  const starts = pack.numberColumn('starts');
  const ends = pack.numberColumn('ends');
  for (let row = 0; row < pack.items; row++) {
    // NaN, "not given", is neither late nor early.
    const off = (starts && starts[row] - LISTED_BEFORE_START_MS > now) || (ends && ends[row] <= now);
    if (off || !listed[column?.codes[row] ?? 0] || soldOut[stock?.codes[row] ?? 0]) yield row;
  }
}
