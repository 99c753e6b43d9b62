import { codeOf, messageOf, OnshelfError } from '../../core/onshelf-error.js';
import type { Discount } from '../../types/answer.js';
import type { Note } from '../../types/note.js';
import type { Pack } from '../../types/pack.js';
import type { NewArrivalsRequest } from '../../types/request.js';
import { ownCall } from '../call/own-call.js';
import type { ListContext } from '../list/list-context.js';
import { personalSource } from '../list/personal-source.js';
import type { RankingSource } from '../list/ranking-source.js';
import { rowsOutside } from '../rows/category-rows.js';
import { coldSource } from './cold-source.js';

/** The attributes that tell a reduction; an item without one of them has its price. */
const [SALE, REGULAR] = ['sale_price', 'regular_price'];

/**
 * Reduced items, in the order of the shopper's own list: that of `recommend()`, for an unknown shopper too.
 *
 * @param context pack, shopper and time
 * @param request with the category
 */
export async function saleSource(context: ListContext, request: NewArrivalsRequest): Promise<RankingSource> {
  const { pack } = context;
  const notes: Note[] = [];
  const discounts = await readDiscounts(pack, notes);
  const personal = personalSource(context);
  const source = personal.model === 'popular' ? await coldSource(context, ownCall({}), personal) : personal;
  return {
    ...source,
    notes: [...(source.notes ?? []), ...notes],
    leaveOut: {
      *[Symbol.iterator]() {
        for (let row = 0; row < pack.items; row++) if (!discounts.has(row)) yield row;
        yield* rowsOutside(pack, request.category);
      },
    },
    fieldsOf: (row) => {
      const discount = discounts.get(row);
      return discount && isOwnPrice(pack, row) ? { discount } : {};
    },
  };
}

/**
 * The reductions of a pack: `sale_price`, else the price, is below `regular_price`, else the price. All are the catalogue's own amounts, in every locale.
 *
 * @param pack the catalogue
 * @param notes receives why there are none
 * @returns by row
 */
async function readDiscounts(pack: Pack, notes: Note[]): Promise<Map<number, Discount>> {
  const discounts = new Map<number, Discount>();
  const { columns, names } = await (await import('../attributes/open-attributes.js')).openRuleAttributes(pack, `${SALE} ${REGULAR}`);
  const prices = pack.ownPrices ? pack.ownPrices.amounts : pack.numberColumn('price');
  const valuesOf = (name: string): ArrayLike<number> | null => {
    const column = columns.get(name);
    if (column instanceof OnshelfError) notes.push({ code: codeOf(column), message: `On sale: ${messageOf(column)}` });
    return column === undefined || column instanceof OnshelfError || column.type !== 'number' || typeof column.values === 'number'
      ? null
      : column.values;
  };
  const [sale, regular] = [valuesOf(SALE), valuesOf(REGULAR)];
  for (let row = 0; row < pack.items; row++) {
    const paid = knownOf(sale?.[row], prices?.[row]);
    const regularPrice = knownOf(regular?.[row], prices?.[row]);
    if (paid >= 0 && paid < regularPrice) discounts.set(row, { regularPrice, share: 1 - paid / regularPrice });
  }
  const untold = [...discounts.keys()].filter((row) => !isOwnPrice(pack, row)).length;
  if (untold > 0)
    notes.push({
      code: 'pack-lacks',
      message: `On sale: ${untold} of ${discounts.size} reduced items have no discount, since the reductions are of the catalogue's prices, and this locale has others.`,
    });
  if (discounts.size === 0 && notes.length === 0) {
    const message = !names.includes(SALE)
      ? 'Nothing is on sale: when the pack was built, no item of the feed had a sale price that holds. Give the feed a column "sale_price".'
      : 'Nothing is on sale: the pack has sale prices and not the prices without them. Build it with this version, from a feed with "price" and "sale_price".';
    notes.push({ code: 'pack-lacks', message });
  }
  return discounts;
}

/** Whether an item's price is the catalogue's own: only then amounts among the attributes may stand beside it. */
function isOwnPrice({ ownPrices, numberColumn, codedColumn }: Pack, row: number): boolean {
  if (ownPrices === undefined) return true;
  const [own, shown] = [ownPrices.currency, codedColumn('currency')].map((column) => column?.values[column.codes[row]] ?? '');
  return own === shown && Object.is(ownPrices.amounts?.[row], numberColumn('price')?.[row]);
}

/** The first number, or the second where that is not known; NaN where neither is. */
function knownOf(own = Number.NaN, other = Number.NaN): number {
  return Number.isNaN(own) ? other : own;
}
