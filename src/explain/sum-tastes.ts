import type { Contribution, Taste } from '../types/explanation.js';
import type { Pack } from '../types/pack.js';

/**
 * The contributions of events, summed by category and by brand of their items. Items without a value are left out of that sum.
 *
 * @param pack with categories and brands
 * @param contributions of one score
 * @returns largest first
 */
export function sumTastes(pack: Pack, contributions: readonly Contribution[]): Taste[] {
  const sums = new Map<string, { kind: Taste['kind']; name: string; contribution: number; absolute: number }>();
  let all = 0;
  for (const one of contributions) {
    const row = one.kind === 'event' ? pack.rowOf(one.itemId) : -1;
    if (row < 0) continue;
    all += Math.abs(one.contribution);
    const { product_type, brand } = pack.itemOf(row);
    for (const [kind, name] of [['category', product_type] as const, ['brand', brand] as const]) {
      if (name === undefined) continue;
      const key = `${kind} ${name}`;
      const sum = sums.get(key) ?? { kind, name, contribution: 0, absolute: 0 };
      sum.contribution += one.contribution;
      sum.absolute += Math.abs(one.contribution);
      sums.set(key, sum);
    }
  }
  return [...sums.values()]
    .map(({ absolute, ...taste }) => ({ ...taste, share: all > 0 ? absolute / all : 0 }))
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
}
