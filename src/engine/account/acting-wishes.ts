import { wishesAbout } from '../../profile/heed-wishes.js';
import type { HistoryItem } from '../../types/history.js';
import type { ActingWish, RecordedWish } from '../../types/results/taste-wish.js';
import type { ListContext } from '../list/list-context.js';

/**
 * The wishes of the shopper that act on an item's score, each with the items through which it does.
 *
 * @param context pack and shopper
 * @param row the item
 * @param history what speaks for it
 * @returns latest first
 */
export function actingWishes(
  { pack, profile: { heeded } }: Pick<ListContext, 'pack' | 'profile'>,
  row: number,
  history: readonly HistoryItem[],
): ActingWish[] {
  const acting = new Map<string, { readonly wish: RecordedWish; readonly itemIds: string[] }>();
  const add = (wish: RecordedWish, itemId: string): void => {
    const known = acting.get(wish.eventId) ?? { wish, itemIds: [] };
    acting.set(wish.eventId, known);
    known.itemIds.push(itemId);
  };
  const { standing = [] } = heeded ?? {};
  for (const wish of wishesAbout(pack, standing, row)) if (wish.wish === 'none') add(wish, pack.idOf(row));
  for (const item of history)
    if (item.weight > 0) for (const wish of wishesAbout(pack, standing, item.row)) if (wish.wish !== 'none') add(wish, item.itemId);
  return [...acting.values()].map(({ wish, itemIds }) => ({ ...wish, itemIds })).sort((a, b) => b.time - a.time);
}
