import { addBit, countBits } from '../core/bitset.js';
import { encodeItem } from '../query/encode-item.js';
import { excludeItems } from '../rerank/exclude-items.js';
import type { RecommendedItem } from '../types/answer.js';
import type { Pack } from '../types/pack.js';
import type { Profile } from '../types/profile.js';
import type { Scorer } from '../types/scorer.js';

/**
 * Items like one item, without the item itself and without what the shopper hid or bought.
 *
 * @param pack the catalogue
 * @param scorer any rung
 * @param profile the shopper
 * @param row the item asked about
 * @param count most items wanted
 */
export async function relatedItems(
  pack: Pack,
  scorer: Scorer,
  profile: Profile,
  row: number,
  count: number,
): Promise<{ items: RecommendedItem[]; excluded: number }> {
  const mask = excludeItems(pack, profile, 'bought');
  addBit(mask, row);
  const top = await scorer.score(encodeItem(pack, row), count, mask);
  const itemId = pack.idOf(row);
  const items = Array.from(top.items, (found, place) => ({
    id: pack.idOf(found),
    score: top.scores[place],
    reasons: [{ kind: 'similar', itemId, contribution: top.scores[place] } as const],
    item: pack.itemOf(found),
  }));
  return { items, excluded: countBits(mask) };
}
