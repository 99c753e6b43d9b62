import { exposureGini } from '../../core/numbers/exposure-gini.js';
import type { CatalogItem } from '../../types/catalog-item.js';

/** Exposure of one brand. */
interface ExposedBrand {
  readonly brand: string;
  /** Number of its items. */
  readonly items: number;
  /** Its share of the items of the catalogue that have a brand, 0 to 1. */
  readonly catalog: number;
  /** Its share of the places of all lists that have an item with a brand, 0 to 1, by model; NaN where no list has one. */
  readonly places: Readonly<Record<string, number>>;
}

/** How often the lists of each model show each brand, beside what the catalogue has of it. */
export interface ListedBrands {
  /** Gini coefficient over brands: of the numbers of their items, and of their places by model. 0 where all brands have equally many. */
  readonly gini: { readonly catalog: number; readonly places: Readonly<Record<string, number>> };
  /** All brands, that with the most items first. */
  readonly brands: readonly ExposedBrand[];
}

/**
 * The exposure of the brands of a catalogue. Items without a brand, and their places, are left out.
 *
 * @param catalog in row order
 * @param shown number of lists with each item, by model, each of shape [items]
 * @returns null where fewer than two brands are given
 */
export function brandExposure(
  catalog: readonly Pick<CatalogItem, 'brand'>[],
  shown: ReadonlyMap<string, ArrayLike<number>>,
): ListedBrands | null {
  const rowsOf = new Map<string, number[]>();
  for (const [row, { brand = '' }] of catalog.entries()) {
    if (brand === '') continue;
    const rows = rowsOf.get(brand) ?? [];
    rowsOf.set(brand, rows);
    rows.push(row);
  }
  if (rowsOf.size < 2) return null;
  const brands = [...rowsOf].sort(([a, { length: most }], [b, { length }]) => length - most || (a < b ? -1 : 1));
  const countsOf = (count: (rows: readonly number[]) => number): Uint32Array => Uint32Array.from(brands, ([, rows]) => count(rows));
  const items = countsOf(({ length }) => length);
  const places = [...shown].map(([model, lists]) => [model, countsOf((rows) => rows.reduce((sum, row) => sum + lists[row], 0))] as const);
  const sharesOf = (counts: Uint32Array): readonly number[] => {
    const total = counts.reduce((sum, count) => sum + count, 0);
    return Array.from(counts, (count) => count / total);
  };
  const [catalogShares, placeShares] = [sharesOf(items), places.map(([model, counts]) => [model, sharesOf(counts)] as const)];
  return {
    gini: {
      catalog: exposureGini(items),
      places: Object.fromEntries(places.map(([model, counts]) => [model, exposureGini(counts)])),
    },
    brands: brands.map(([brand], at) => ({
      brand,
      items: items[at],
      catalog: catalogShares[at],
      places: Object.fromEntries(placeShares.map(([model, shares]) => [model, shares[at]])),
    })),
  };
}
