import { SOLD_OUT } from '../rerank/sold-out.js';
import type { Pack } from '../types/pack.js';
import type { ListRequest } from '../types/request.js';

/** Milliseconds before its start from which on a live stream is listed: a day. */
const SOON = 86_400_000;

/**
 * The rows that are of another type than those asked for, sold out, or not on at the time: live streams are listed from a day before their
 * start to their end.
 *
 * @param pack the catalogue; without the column `type` all are products
 * @param request which types, default products alone; and whether what is sold out is listed
 * @param now milliseconds since 1970
 */
export function* rowsNotListed(pack: Pack, { types, soldOut }: ListRequest, now: number): Generator<number> {
  const column = pack.codedColumn('type');
  const wanted = new Set<string>(types ?? ['product']);
  const stock = soldOut ? null : pack.codedColumn('availability');
  if (column === null && stock === null && wanted.has('product')) return;
  const listed = column?.values.map((type) => wanted.has(type || 'product'));
  const gone = stock?.values.map((text) => SOLD_OUT.test(text));
  const starts = pack.numberColumn('starts');
  const ends = pack.numberColumn('ends');
  for (let row = 0; row < pack.items; row++) {
    // NaN, "not given", is neither late nor early.
    const off = (starts !== null && starts[row] - SOON > now) || (ends !== null && ends[row] <= now);
    if (off || gone?.[stock?.codes[row] ?? 0] || (column === null ? !wanted.has('product') : !listed?.[column.codes[row]])) yield row;
  }
}
