import { sensitiveRows } from '../../profile/set-aside.js';
import { cartShares } from '../../query/encode-cart.js';
import { complementShares } from '../../query/encode-complements.js';
import { scoreNeighbours, type TableShare } from '../../query/score-neighbours.js';
import type { Reason } from '../../types/answer.js';
import type { Note } from '../../types/note.js';
import type { ListContext } from '../list/list-context.js';
import type { RankingSource } from '../list/ranking-source.js';
import { openComplements } from './open-complements.js';

/** Maximum number of cart items that are used: each is read for the reasons of every listed item. */
const MAX_ITEMS = 200;

/** A table row of a cart item, with the reason that its entries give. */
interface CartShare extends TableShare {
  reasonOf(contribution: number): Reason;
}

/**
 * Items that go with a whole cart, without its items and their variants: what is bought with them, by the pack's model of baskets. Without that
 * model, items that shoppers of the cart's items go on to, or share.
 *
 * @param context pack
 * @param itemIds the cart; ids that are not in the pack are ignored
 */
export async function togetherSource({ pack }: ListContext, itemIds: readonly string[]): Promise<RankingSource> {
  const known = [...new Set(itemIds.map(pack.rowOf))].filter((row) => row >= 0);
  const rows = known.slice(0, MAX_ITEMS);
  const isSensitive = sensitiveRows(pack);
  // Sensitive items of the cart contribute nothing and are no reason; they are left out as well.
  const used = rows.filter((row) => !isSensitive(row));
  const notes: Note[] = [];
  if (known.length > rows.length)
    notes.push({ code: 'too-many', message: `Of ${known.length} items of the cart, the first ${MAX_ITEMS} are used.` });
  if (rows.length === 0) notes.push({ code: 'unknown-item', message: 'No item of the cart is in the pack, so the list is empty.' });
  const complements = used.length === 0 ? null : await openComplements(pack, notes);
  const sharesOf = (row: number): CartShare[] => {
    const itemId = pack.idOf(row);
    if (complements === null) {
      return cartShares(pack, row).map((share) => ({ ...share, reasonOf: (contribution) => ({ kind: 'similar', itemId, contribution }) }));
    }
    const { own, category } = complementShares(pack, complements, row);
    return [
      { ...own, reasonOf: (contribution) => ({ kind: 'together', itemId, contribution }) },
      ...(category
        ? [{ ...category, reasonOf: (contribution: number): Reason => ({ kind: 'together', itemId, by: 'category', contribution }) }]
        : []),
    ];
  };
  const shares = used.flatMap(sharesOf);
  const additions = scoreNeighbours([], [], pack.items, shares);
  if (used.length > 0 && additions.items.length === 0)
    notes.push({ code: 'nothing-known', message: 'The pack does not know what goes with the items of the cart, so the list is empty.' });
  const groups = new Set(rows.map((row) => pack.itemOf(row).item_group_id));
  groups.delete(undefined);
  const variants = groups.size === 0 ? [] : [...additions.items].filter((row) => groups.has(pack.itemOf(row).item_group_id));
  return {
    model: complements === null && used.length > 0 ? 'related' : 'together',
    query: { vector: new Float32Array(pack.dimensions), biasWeight: 0, additions },
    baseline: 0,
    above: 0,
    leaveOut: [...rows, ...variants],
    knownItems: used.length,
    notes,
    explain: (row) =>
      shares
        .map(({ table, row: from, share, reasonOf }) => {
          let contribution = 0;
          for (let k = table.offsets[from]; k < table.offsets[from + 1]; k++) {
            if (table.items[k] === row) contribution += share * table.scales[from] * table.weights[k];
          }
          return reasonOf(contribution);
        })
        .filter(({ contribution }) => contribution !== 0)
        .sort((a, b) => b.contribution - a.contribution),
  };
}
