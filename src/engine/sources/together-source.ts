import { sensitiveRows } from '../../profile/set-aside.js';
import { cartShares, encodeCart } from '../../query/encode-cart.js';
import type { Reason } from '../../types/answer.js';
import type { Note } from '../../types/note.js';
import type { ListContext } from '../list/list-context.js';
import type { RankingSource } from '../list/ranking-source.js';

/** Items of a cart that speak: each is a reason to be looked through for every item of the list. */
const MAX_ITEMS = 200;

/**
 * What goes with a whole cart, without what is in it and without other variants of that.
 *
 * @param context pack, shopper and clock
 * @param itemIds the cart; ids that the pack does not know say nothing
 */
export function togetherSource({ pack }: ListContext, itemIds: readonly string[]): RankingSource {
  const known = [...new Set(itemIds.map(pack.rowOf))].filter((row) => row >= 0);
  const rows = known.slice(0, MAX_ITEMS);
  const isSensitive = sensitiveRows(pack);
  // What is sensitive in a cart speaks for nothing, and is no reason; it does not come again all the same.
  const speaking = rows.filter((row) => !isSensitive(row));
  const query = encodeCart(pack, speaking);
  const groups = new Set(rows.map((row) => pack.itemOf(row).item_group_id));
  groups.delete(undefined);
  const variants = groups.size === 0 ? [] : [...query.additions.items].filter((row) => groups.has(pack.itemOf(row).item_group_id));
  const message = `Of ${known.length} items of the cart the first ${MAX_ITEMS} speak.`;
  const notes: Note[] =
    known.length > rows.length
      ? [{ code: 'too-many', message }]
      : rows.length === 0
        ? [{ code: 'unknown-item', message: 'The pack knows no item of the cart, so nothing goes with it.' }]
        : [];
  return {
    model: 'together',
    query,
    baseline: 0,
    above: 0,
    leaveOut: [...rows, ...variants],
    knownItems: speaking.length,
    notes,
    explain: (row) =>
      speaking
        .map((from): Reason => {
          const contribution = cartShares(pack, from).reduce((sum, { table, share }) => {
            for (let k = table.offsets[from]; k < table.offsets[from + 1]; k++) {
              if (table.items[k] === row) return sum + share * table.scales[from] * table.weights[k];
            }
            return sum;
          }, 0);
          return { kind: 'together', itemId: pack.idOf(from), contribution };
        })
        .filter(({ contribution }) => contribution !== 0)
        .sort((a, b) => b.contribution - a.contribution),
  };
}
