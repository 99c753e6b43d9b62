import type { RecommendedItem } from '../types/answer.js';
import type { Pack } from '../types/pack.js';
import type { Profile } from '../types/profile.js';

/** Events that show that an item's page was opened. */
const VIEWS = new Set(['view_item', 'select_item']);

/**
 * What the shopper looked at, latest first, each once, without what they hid.
 *
 * @param pack the catalogue; items it no longer holds are left out
 * @param profile the shopper
 * @param count most items wanted
 */
export function recentItems(pack: Pack, profile: Profile, count: number): RecommendedItem[] {
  const seen = new Set<string>();
  const items: RecommendedItem[] = [];
  for (let index = profile.interactions.length - 1; index >= 0 && items.length < count; index--) {
    const { itemId, name, time } = profile.interactions[index];
    if (!VIEWS.has(name) || seen.has(itemId) || profile.hidden.has(itemId)) continue;
    seen.add(itemId);
    const row = pack.rowOf(itemId);
    // The list is ordered by time, so the time is the score.
    if (row >= 0) items.push({ id: itemId, score: time, reasons: [{ kind: 'recent', time, contribution: time }], item: pack.itemOf(row) });
  }
  return items;
}
