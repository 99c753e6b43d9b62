import type { Interaction } from '../../types/profile.js';
import type { Candidate } from '../../types/scoring/candidate.js';
import type { ListContext } from '../list/list-context.js';
import type { RankingSource } from '../list/ranking-source.js';

/** Events that save an item, as long as they are not taken back. */
const SAVES = new Set(['add_to_cart', 'begin_checkout', 'add_to_wishlist']);
/** Events after which an item is not saved any more. */
const SETTLES = new Set(['purchase', 'refund']);

/**
 * The items that the shopper put into the cart or on the wish list, and has neither bought nor sent back since, latest first, each once; with
 * what the cart is told to have. Without items that are not in the pack.
 *
 * @param context pack and shopper
 */
export function savedSource({ pack, profile }: ListContext): RankingSource {
  const settled = new Set<string>();
  const saved = new Map<number, Interaction>();
  for (let index = profile.interactions.length - 1; index >= 0; index--) {
    const one = profile.interactions[index];
    const { itemId, name, kind } = one;
    if (SETTLES.has(name) || kind === 'own') settled.add(itemId);
    if (settled.has(itemId) || !(SAVES.has(name) || (name === 'view_cart' && profile.cart.has(itemId)))) continue;
    const row = pack.rowOf(itemId);
    if (row >= 0 && !saved.has(row)) saved.set(row, one);
  }
  return {
    model: 'saved',
    query: null,
    // The list is ordered by time, so the time is the score.
    candidates: Array.from(saved, ([row, { time }]): Candidate => ({ row, score: time, adjustments: [] })),
    baseline: 0,
    leaveOut: [],
    exclude: 'none',
    knownItems: saved.size,
    explain: (row, contribution) => {
      const one = saved.get(row);
      return one ? [{ kind: 'event', itemId: one.itemId, name: one.name, contribution }] : [];
    },
  };
}
