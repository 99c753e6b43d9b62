import type { Reason } from '../../types/answer.js';

/** What can speak for an item where no choice of shoppers does. */
export type Grounds = 'popularity' | 'content' | 'category';

/**
 * What speaks for an item.
 *
 * @param reasons of the source, before any step
 * @returns '' where choices of shoppers do
 */
export function groundsOf(reasons: readonly Reason[]): Grounds | '' {
  let grounds: Grounds = 'popularity';
  for (const { kind, contribution, by } of reasons as readonly (Reason & { readonly by?: Grounds })[]) {
    if (kind === 'popular' || kind === 'contrast' || contribution <= 0) continue;
    if (!by) return '';
    grounds = by;
  }
  return grounds;
}
