import type { FilledFrom, Reason } from '../../types/answer.js';

/**
 * What speaks for an item where no choice of shoppers does.
 *
 * @param reasons of the source, before any step
 * @returns '' where choices of shoppers do
 */
export function groundsOf(reasons: readonly Reason[]): FilledFrom | '' {
  let grounds: FilledFrom = 'popularity';
  for (const { kind, contribution, by } of reasons as readonly (Reason & { readonly by?: FilledFrom })[]) {
    if (kind === 'popular' || kind === 'contrast' || contribution <= 0) continue;
    if (!by) return '';
    grounds = by;
  }
  return grounds;
}
