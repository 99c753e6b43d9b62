import type { CatalogItem } from '../../types/catalog-item.js';
import { brandExposure, type ListedBrands } from '../metrics/brand-exposure.js';
import type { FoldResults } from './evaluate-fold.js';

/**
 * How often each brand is listed, in the lists of all folds.
 *
 * @param catalog in row order
 * @param folds of the evaluation
 * @returns null where the catalogue has fewer than two brands
 */
export function brandsOfFolds(catalog: readonly CatalogItem[], folds: readonly FoldResults[]): ListedBrands | null {
  /** Number of lists with each item, by model. */
  const shown = new Map<string, Float64Array>();
  for (const { models } of folds)
    for (const [model, { measures }] of models) {
      const sum = shown.get(model) ?? new Float64Array(catalog.length);
      shown.set(model, sum);
      for (const [row, lists] of measures.shown.entries()) sum[row] += lists;
    }
  return brandExposure(catalog, shown);
}
