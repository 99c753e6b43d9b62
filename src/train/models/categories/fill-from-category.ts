import type { Interactions } from '../../log/interactions.js';
import { pairShoppers } from '../../teacher/pair-shoppers.js';
import type { ItemNeighbours } from '../item-cosine.js';
import { collectRows } from '../strongest-neighbours.js';
import { categorySteps } from './category-steps.js';
import { leftOutByChance } from './left-out-by-chance.js';

/** Number of followers from which a row needs no more. */
const FEW_FOLLOWERS = 10;
/** Sum of what is added to a row without followers, relative to the mean sum of a row: it fills, and does not drown what is known. */
const FILLED_SHARE = 0.1;

/**
 * Fills rows of few followers with those of the item's category. It wins back part of what the minimum support costs where items have few
 * shoppers. Of the pairs added, none was made by at least one shopper but fewer than the minimum; and a quarter of all that could be added is left out
 * by chance, see `leftOutByChance`.
 *
 * @param table weights above 0
 * @param interactions that it was trained on
 * @param categories codes by item, 0: none. Shape [items]
 * @param minimumSupport minimum number of shoppers of a published pair, 1 or more
 * @returns the table; rows of `FEW_FOLLOWERS` or more are unchanged
 * @see Katz: Estimation of Probabilities from Sparse Data for the Language Model Component of a Speech Recognizer, 1987, for backing off
 */
export function fillFromCategory(
  table: ItemNeighbours,
  interactions: Interactions,
  categories: Uint32Array,
  minimumSupport: number,
): ItemNeighbours {
  const { items } = interactions;
  const { offsets } = table;
  const steps = categorySteps(interactions, categories, minimumSupport);
  const made = pairShoppers(interactions);
  const isLeftOut = leftOutByChance(interactions);
  const total = table.similarities.reduce((sum, value) => sum + value, 0);
  const filled = offsets.reduce((count, offset, row) => count + (row > 0 && offset > offsets[row - 1] ? 1 : 0), 0);
  const usual = total > 0 ? total / filled : 1;
  return collectRows(items, (row) => {
    const known = [...table.items.subarray(offsets[row], offsets[row + 1])];
    const weights = [...table.similarities.subarray(offsets[row], offsets[row + 1])];
    const code = categories[row];
    const [first, end] = [steps.offsets[code], steps.offsets[code + 1]];
    const wanted = FEW_FOLLOWERS - known.length;
    if (wanted > 0 && end > first) {
      const shoppers = made.of(row);
      const had = new Set(known).add(row);
      const added: number[] = [];
      for (let entry = first; entry < end && added.length < wanted; entry++) {
        const item = steps.items[entry];
        const isAllowed = shoppers[item] === 0 || shoppers[item] >= minimumSupport;
        if (isAllowed && !had.has(item) && !isLeftOut(row, entry - first)) added.push(entry);
      }
      const sum = added.reduce((so, entry) => so + steps.similarities[entry], 0);
      const scale = (FILLED_SHARE * usual) / sum;
      known.push(...added.map((entry) => steps.items[entry]));
      weights.push(...added.map((entry) => scale * steps.similarities[entry]));
    }
    const order = known.map((_, place) => place).sort((a, b) => weights[b] - weights[a] || known[a] - known[b]);
    return { items: Uint32Array.from(order, (place) => known[place]), scores: Float64Array.from(order, (place) => weights[place]) };
  });
}
