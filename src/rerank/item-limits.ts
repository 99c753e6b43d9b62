import type { CatalogItem } from '../types/catalog-item.js';
import type { Pack } from '../types/pack.js';
import type { ListStep } from '../types/scoring/candidate.js';

/** Maximum number of listed items of one value, by column. */
export type Limits = readonly (readonly [column: keyof CatalogItem, most: number])[];

/** Counts the items of a list against limits. */
export interface LimitCounter {
  fits(row: number): boolean;
  add(row: number): void;
}

/**
 * Counts the values of a list's items against the limits of their columns. Items without a value are not limited.
 *
 * @param pack with the values
 * @param limits maximum number of items of one value, by column
 * @param taken rows already in the list
 */
export function countLimits(pack: Pick<Pack, 'itemOf'>, limits: Limits, taken: Iterable<number>): LimitCounter {
  const counts = limits.map(([column, most]) => ({ column, most, held: new Map<unknown, number>() }));
  const counter: LimitCounter = {
    fits: (row) => {
      const item = pack.itemOf(row);
      return counts.every(({ column, most, held }) => item[column] === undefined || (held.get(item[column]) ?? 0) < most);
    },
    add: (row) => {
      const item = pack.itemOf(row);
      for (const { column, held } of counts) held.set(item[column], (held.get(item[column]) ?? 0) + 1);
    },
  };
  for (const row of taken) counter.add(row);
  return counter;
}

/**
 * Keeps, in their order, the candidates within the limits, so that every prefix of the list is within them. With one
 * column no other order keeps more; with several, a candidate may take the place of two others.
 *
 * @param name of the step
 * @param pack with the values
 * @param limits maximum number of items of one value, by column
 * @param taken rows that will be in the list in any case: they count, and are kept
 * @param given rows of the list's earlier pages, which count. Default: none
 */
export function limitItems(
  name: string,
  pack: Pick<Pack, 'itemOf'>,
  limits: Limits,
  taken: ReadonlySet<number>,
  given: readonly number[] = [],
): ListStep {
  return {
    name,
    apply: (candidates) => {
      const counter = countLimits(pack, limits, [...taken, ...given]);
      return candidates.filter(({ row }) => {
        if (taken.has(row)) return true;
        if (!counter.fits(row)) return false;
        counter.add(row);
        return true;
      });
    },
  };
}
