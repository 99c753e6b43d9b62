/**
 * The list of the most popular items, without those that the shopper's lists exclude.
 *
 * @param order all rows, most popular first
 * @param excluded excluded rows
 * @param k length
 * @returns rows, best first
 */
export function expectedItems(order: Uint32Array, excluded: ReadonlySet<number>, k: number): number[] {
  const expected: number[] = [];
  for (let place = 0; place < order.length && expected.length < k; place++) {
    if (!excluded.has(order[place])) expected.push(order[place]);
  }
  return expected;
}

/**
 * Targets that are not in the popular list. The precision of a list on these is its serendipity: the share of items that are useful
 * and not expected.
 *
 * @param targets rows of the targets
 * @param expected from `expectedItems`
 * @param k length of both lists
 * @see Ge, Delgado-Battenfeld, Jannach: Beyond accuracy: evaluating recommender systems by coverage and serendipity,
 *   RecSys 2010, section 3.2; here divided by the length of the list, to be comparable with precision
 */
export function unexpectedTargets(targets: readonly number[], expected: readonly number[], k: number): number[] {
  const popular = expected.slice(0, k);
  return targets.filter((target) => !popular.includes(target));
}
