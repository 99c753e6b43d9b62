/**
 * Share of the catalogue that is in at least one list.
 *
 * @param shown number of lists with each item, shape [items]
 * @see Herlocker et al., TOIS 2004, section 4.2.1; Ge et al., RecSys 2010, section 2.1 (catalogue coverage)
 */
export function catalogCoverage(shown: Uint32Array): number {
  let covered = 0;
  for (const lists of shown) if (lists > 0) covered++;
  return shown.length === 0 ? 0 : covered / shown.length;
}

/**
 * Difference between the shoppers' lists: the mean over all pairs of lists of 1 - shared items / k. 0 where all lists are equal, 1 where
 * no two lists share an item.
 *
 * @param shown number of lists with each item, shape [items]
 * @param lists number of lists
 * @param k length of the lists
 * @returns NaN where there are fewer than two lists
 * @see Zhou et al.: Solving the apparent diversity-accuracy dilemma of recommender systems, PNAS 2010, equation 3
 */
export function personalisation(shown: Uint32Array, lists: number, k: number): number {
  // An item in n lists is shared by n (n - 1) / 2 pairs, so pairs are not enumerated.
  let shared = 0;
  for (const holding of shown) shared += holding * (holding - 1);
  return lists < 2 ? Number.NaN : 1 - shared / (lists * (lists - 1) * k);
}
