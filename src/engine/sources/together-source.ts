import { sensitiveRows } from '../../profile/set-aside.js';
import { cartShares, encodeCart } from '../../query/encode-cart.js';
import type { Reason } from '../../types/answer.js';
import type { Note } from '../../types/note.js';
import type { ListContext } from '../list/list-context.js';
import type { RankingSource } from '../list/ranking-source.js';

/** Maximum number of cart items that are used: each is read for the reasons of every listed item. */
const MAX_ITEMS = 200;

/**
 * Items that go with a whole cart, without its items and their variants.
 *
 * @param context pack
 * @param itemIds the cart; ids that are not in the pack are ignored
 */
export function togetherSource({ pack }: ListContext, itemIds: readonly string[]): RankingSource {
  const known = [...new Set(itemIds.map(pack.rowOf))].filter((row) => row >= 0);
  const rows = known.slice(0, MAX_ITEMS);
  const isSensitive = sensitiveRows(pack);
  // Sensitive items of the cart contribute nothing and are no reason; they are left out as well.
  const used = rows.filter((row) => !isSensitive(row));
  const query = encodeCart(pack, used);
  const groups = new Set(rows.map((row) => pack.itemOf(row).item_group_id));
  groups.delete(undefined);
  const variants = groups.size === 0 ? [] : [...query.additions.items].filter((row) => groups.has(pack.itemOf(row).item_group_id));
  const message = `Of ${known.length} items of the cart, the first ${MAX_ITEMS} are used.`;
  const notes: Note[] =
    known.length > rows.length
      ? [{ code: 'too-many', message }]
      : rows.length === 0
        ? [{ code: 'unknown-item', message: 'No item of the cart is in the pack, so the list is empty.' }]
        : [];
  return {
    model: 'together',
    query,
    baseline: 0,
    above: 0,
    leaveOut: [...rows, ...variants],
    knownItems: used.length,
    notes,
    explain: (row) =>
      used
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
