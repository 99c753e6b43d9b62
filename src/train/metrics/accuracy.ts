/**
 * Ranks of the targets in a list.
 *
 * @param rows the list, best first
 * @param targets distinct rows; -1 for an item that no list can contain
 * @returns ranks from 1, ascending; targets that are not in the list are missing
 */
export function hitPlaces(rows: Uint32Array, targets: readonly number[]): number[] {
  const places: number[] = [];
  for (let index = 0; index < rows.length; index++) if (targets.includes(rows[index])) places.push(index + 1);
  return places;
}

/**
 * Ranks with ties counted against the targets: each target ranks behind all items of the same score. Where the list may have cut off
 * a run of equal scores, its targets are missing.
 *
 * @param places from `hitPlaces`
 * @param scores of the list, descending; one more than the longest k shows whether the last run ends there
 * @param whole whether the list contains every item that it could
 * @returns ranks from 1, ascending
 */
export function placesBehindTies(places: readonly number[], scores: Float64Array, whole: boolean): number[] {
  const moved: number[] = [];
  for (const place of places) {
    let last = place;
    while (last < scores.length && scores[last] === scores[place - 1]) last++;
    // Two targets in one run: the second ranks behind the first.
    if (last < scores.length || whole) moved.push(last);
  }
  return moved.map((place, index) => place - moved.slice(index + 1).filter((other) => other === place).length);
}

/** Number of ranks up to k. */
function hits(places: readonly number[], k: number): number {
  let count = 0;
  while (count < places.length && places[count] <= k) count++;
  return count;
}

/**
 * Targets in the first k items, divided by k, even for a shorter list.
 *
 * @param places ranks of the targets, from 1, ascending
 * @param k length of the list, 1 or more
 * @see Herlocker, Konstan, Terveen, Riedl: Evaluating collaborative filtering recommender systems, TOIS 2004, section 4.1
 */
export function precision(places: readonly number[], k: number): number {
  return hits(places, k) / k;
}

/**
 * Share of the targets that are in the first k items.
 *
 * @param places ranks of the targets, from 1, ascending
 * @param k length of the list, 1 or more
 * @param wanted number of targets, 1 or more
 * @see Herlocker et al., TOIS 2004, section 4.1
 */
export function recall(places: readonly number[], k: number, wanted: number): number {
  return hits(places, k) / wanted;
}

/**
 * Harmonic mean of precision and recall of one shopper; 0 without a hit.
 *
 * @param places ranks of the targets, from 1, ascending
 * @param k length of the list, 1 or more
 * @param wanted number of targets, 1 or more
 * @see van Rijsbergen: Information Retrieval, 1979, chapter 7
 */
export function f1(places: readonly number[], k: number, wanted: number): number {
  // 2PR / (P + R) with P = hits / k and R = hits / wanted.
  return (2 * hits(places, k)) / (k + wanted);
}

/**
 * 1 where a target is in the first k items, else 0. With one target this equals recall.
 *
 * @param places ranks of the targets, from 1, ascending
 * @param k length of the list, 1 or more
 * @see Deshpande, Karypis: Item-based top-N recommendation algorithms, TOIS 2004, section 6.1
 */
export function hit(places: readonly number[], k: number): number {
  return hits(places, k) > 0 ? 1 : 0;
}

/**
 * 1 / rank of the first target, 0 where it is beyond k.
 *
 * @param places ranks of the targets, from 1, ascending
 * @param k length of the list, 1 or more
 * @see Voorhees: The TREC-8 question answering track report, 1999
 */
export function reciprocalRank(places: readonly number[], k: number): number {
  return hit(places, k) / (places[0] ?? 1);
}

/**
 * Discounted cumulative gain over that of the best possible list: gains are 1, the discount is 1 / log2(rank + 1).
 *
 * @param places ranks of the targets, from 1, ascending
 * @param k length of the list, 1 or more
 * @param wanted number of targets, 1 or more
 * @see Järvelin, Kekäläinen: Cumulated gain-based evaluation of IR techniques, TOIS 2002
 */
export function normalizedGain(places: readonly number[], k: number, wanted: number): number {
  let gain = 0;
  for (let index = 0; index < hits(places, k); index++) gain += 1 / Math.log2(places[index] + 1);
  if (gain === 0) return 0;
  let best = 0;
  for (let place = 1; place <= Math.min(k, wanted); place++) best += 1 / Math.log2(place + 1);
  return gain / best;
}

/**
 * Mean precision at the rank of each target, 0 for those beyond k, over at most k targets. Its mean over shoppers is MAP.
 *
 * @param places ranks of the targets, from 1, ascending
 * @param k length of the list, 1 or more
 * @param wanted number of targets, 1 or more
 * @see Manning, Raghavan, Schütze: Introduction to Information Retrieval, 2008, section 8.4
 */
export function averagePrecision(places: readonly number[], k: number, wanted: number): number {
  let sum = 0;
  for (let index = 0; index < hits(places, k); index++) sum += (index + 1) / places[index];
  return sum / Math.min(k, wanted);
}
