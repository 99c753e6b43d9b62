/** Share of the history mixed into the list's categories, so that a missing category does not give infinity. */
const SMOOTHING = 0.01;

/**
 * Kullback-Leibler divergence of the history's category shares from the list's, in nats; 0 where they are equal.
 *
 * @param history category of each item of the history; -1 for items without one, which are ignored
 * @param listed category of each item of the list, likewise
 * @returns NaN where either has no category
 * @see Steck: Calibrated recommendations, RecSys 2018, equations 1 to 5, alpha = 0.01
 */
export function miscalibration(history: Iterable<number>, listed: Iterable<number>): number {
  const wanted = shares(history);
  const given = shares(listed);
  if (wanted.size === 0 || given.size === 0) return Number.NaN;
  let divergence = 0;
  for (const [category, share] of wanted) {
    const smoothed = (1 - SMOOTHING) * (given.get(category) ?? 0) + SMOOTHING * share;
    divergence += share * Math.log(share / smoothed);
  }
  // With equal shares rounding may give -1e-17.
  return Math.max(0, divergence);
}

function shares(categories: Iterable<number>): Map<number, number> {
  const counts = new Map<number, number>();
  let all = 0;
  for (const category of categories) {
    if (category < 0) continue;
    counts.set(category, (counts.get(category) ?? 0) + 1);
    all++;
  }
  return new Map([...counts].map(([category, count]) => [category, count / all]));
}
