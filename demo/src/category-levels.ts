import type { CatalogItem } from 'onshelf';

/** The levels of a product's category, the widest first: a pack separates them by ` > `. Empty for a product without one. */
export function categoryLevels({ product_type = '' }: CatalogItem): string[] {
  return product_type === '' ? [] : product_type.split(' > ');
}
