/**
 * The list everybody would get: the most popular items, those left out that the shopper's lists leave out.
 *
 * @param order all rows, most popular first
 * @param excluded rows left out
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
 * Items to be found that the popular list does not hold. The precision of a list with respect to these is its serendipity:
 * the share of its places that are useful and not expected.
 *
 * @param targets rows to be found
 * @param expected from `expectedItems`
 * @param k length of both lists
 * @see Ge, Delgado-Battenfeld, Jannach: Beyond accuracy: evaluating recommender systems by coverage and serendipity,
 *   RecSys 2010, section 3.2; here over the length of the list, so that it stands beside precision
 */
export function unexpectedTargets(targets: readonly number[], expected: readonly number[], k: number): number[] {
  const popular = expected.slice(0, k);
  return targets.filter((target) => !popular.includes(target));
}
