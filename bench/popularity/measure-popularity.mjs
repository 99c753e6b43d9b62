const LONGEST_LIST = 20;

/**
 * Ranks the same items for all shoppers, by their counts, and looks for the last item of each.
 *
 * @param shoppers `user`, and `items`: distinct ids in order of time, at least two
 * @param countsOf the counts (item to events) for a shopper
 * @param masked 'history': items before the target are not ranked; or 'nothing'
 * @param ties order of equal counts: 'by id', 'target first' or 'target last'
 * @returns number of shoppers, and means over them
 */
export function measurePopularity(shoppers, countsOf, masked, ties) {
  const sorted = new Map();
  const sums = { 'HR@10': 0, 'NDCG@10': 0, 'HR@20': 0 };
  for (const shopper of shoppers) {
    const counts = countsOf(shopper);
    if (!sorted.has(counts)) sorted.set(counts, sortItems(counts));
    const target = shopper.items.at(-1);
    const history = new Set(masked === 'history' ? shopper.items.slice(0, -1) : []);
    const place = placeOf(target, sorted.get(counts), counts, history, ties);
    if (place < 10) {
      sums['HR@10']++;
      sums['NDCG@10'] += 1 / Math.log2(place + 2);
    }
    if (place < LONGEST_LIST) sums['HR@20']++;
  }
  return { shoppers: shoppers.length, ...Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum / shoppers.length])) };
}

/** Ids by falling count, then by id. */
function sortItems(counts) {
  return [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || a - b);
}

/** Place of the target, from 0; at least `LONGEST_LIST` if it is not in the list. */
function placeOf(target, items, counts, history, ties) {
  const own = counts.get(target) ?? 0;
  let place = 0;
  for (const item of items) {
    if (place >= LONGEST_LIST) return place;
    if (item === target) {
      if (ties !== 'target last') return place;
      continue;
    }
    if (history.has(item)) continue;
    const count = counts.get(item);
    if (count < own || (count === own && ties === 'target first')) return place;
    place++;
  }
  return own > 0 ? place : LONGEST_LIST;
}
