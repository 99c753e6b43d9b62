import { isWithin, readCategory } from '../../core/catalog/category-levels.js';
import { mixPrototypes } from '../../core/numbers/mix-prototypes.js';
import { weighHistory } from '../../profile/weigh-history.js';
import { ownShares } from '../../profile/weigh-tastes.js';
import { foldIn } from '../../query/fold-in.js';
import type { ListContext } from '../list/list-context.js';

/** Share of the shopper's own interest from which somebody is of a segment: one fifth. */
export const SEGMENT_SHARE = 0.2;

/** The groups that a shopper is of, by what this device knows. */
export interface ShopperGroups {
  /** Whether the history has anything to make lists from. Who is not known is of no group. */
  readonly isKnown: boolean;
  /** The share of the shopper's own interest in a category with those below it, 0 to less than 1; see `ownShares`. */
  interestInCategory(category: string): number;
  /** The share of the shopper's own interest in a brand, 0 to less than 1. */
  interestInBrand(brand: string): number;
  /** Number of the nearest prototype of the pack, from 0; -1: none. */
  prototype(): number;
}

/**
 * Finds the groups that a shopper is of.
 *
 * @param context pack, shopper and time
 */
export function shopperGroups({ pack, profile, now }: Pick<ListContext, 'pack' | 'profile' | 'now'>): ShopperGroups {
  const { encoder } = pack.manifest;
  const history = weighHistory(profile, pack.rowOf, encoder, now);
  const isKnown = history.some(({ weight }) => weight > 0);
  const interest = (column: 'product_type' | 'brand', isMeant: (value: string) => boolean): number => {
    const values = pack.codedColumn(column)?.values ?? [];
    return [...ownShares(pack, history, column)].reduce((sum, [code, own]) => sum + (isMeant(values[code] ?? '') ? own : 0), 0);
  };
  return {
    isKnown,
    interestInCategory: (category) => {
      const path = readCategory(category);
      return interest('product_type', (value) => isWithin(readCategory(value), path));
    },
    interestInBrand: (brand) => interest('brand', (value) => value === brand),
    prototype: () => (isKnown ? (mixPrototypes(pack.prototypes, foldIn(pack, history, encoder)?.vector)[0]?.prototype ?? -1) : -1),
  };
}
