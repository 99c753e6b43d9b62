import type { CatalogItem } from '../../types/catalog-item.js';

/** The category of each item, as a pack codes the column `product_type`. */
export interface CategoryCodes {
  /** Shape [items]. */
  readonly codes: Uint32Array;
  /** By code, in order of first appearance; code 0 is '', "not given". */
  readonly values: readonly string[];
}

/**
 * Codes the categories of a catalogue.
 *
 * @param catalog in row order
 */
export function categoryCodes(catalog: readonly CatalogItem[]): CategoryCodes {
  const known = new Map<string, number>([['', 0]]);
  const codes = Uint32Array.from(catalog, ({ product_type: category = '' }) => {
    const code = known.get(category) ?? known.size;
    known.set(category, code);
    return code;
  });
  return { codes, values: [...known.keys()] };
}
