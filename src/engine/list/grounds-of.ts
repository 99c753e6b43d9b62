import type { FilledFrom, Reason } from '../../types/answer.js';

/** Contributions below this share of the largest one are rounding errors, which speak for nothing. */
const ROUNDING = 1e-6;

/**
 * What speaks for an item where no choice of shoppers does.
 *
 * @param reasons of the source, before any step
 * @returns '' where choices of shoppers do
 */
export function groundsOf(reasons: readonly Reason[]): FilledFrom | '' {
  const least = ROUNDING * Math.max(...reasons.map(({ contribution }) => Math.abs(contribution)), 0);
  let grounds: FilledFrom = 'popularity';
  for (const { kind, contribution, by } of reasons as readonly (Reason & { readonly by?: FilledFrom })[]) {
    if (kind === 'popular' || kind === 'contrast' || contribution <= least) continue;
    if (!by) return '';
    grounds = by;
  }
  return grounds;
}
