import { categoryLevels, isWithin } from '../../core/catalog/category-levels.js';
import { OnshelfError } from '../../core/onshelf-error.js';
import type { CatalogItem } from '../../types/catalog-item.js';

/** Maximum number in a manifest. */
const MAX_SENSITIVE_CATEGORIES = 64;
/** Maximum length that readers of a manifest accept, characters. */
const LONGEST = 256;

/**
 * Checks the sensitive categories: a name that matches no item would protect no shopper, unnoticed.
 *
 * @param sensitive from `readCategory`, none empty
 * @param catalog the feed
 * @returns number of items in them
 * @throws OnshelfError `bad-input` where one matches no item, or there are too many
 */
export function expectSensitive(sensitive: readonly string[], catalog: readonly CatalogItem[]): number {
  if (sensitive.length > MAX_SENSITIVE_CATEGORIES)
    throw new OnshelfError(
      'bad-input',
      `--sensitive names ${sensitive.length} categories; the maximum is ${MAX_SENSITIVE_CATEGORIES}. Name their parent categories.`,
    );
  const categories = [...new Set(catalog.map(({ product_type = '' }) => product_type))];
  for (const above of sensitive) {
    if (above.length > LONGEST)
      throw new OnshelfError('bad-input', `--sensitive: a category may have at most ${LONGEST} characters: "${above}".`);
    if (categories.some((category) => isWithin(category, above))) continue;
    const [first] = categoryLevels(above.toLowerCase());
    const alike = categories.filter((category) => category.toLowerCase().includes(first)).slice(0, 3);
    const hint = alike.length > 0 ? `Similar categories: ${alike.join('; ')}` : 'Write it as in the column product_type.';
    throw new OnshelfError('bad-input', `--sensitive: no item of the feed is in "${above}". ${hint}`);
  }
  return catalog.filter(({ product_type = '' }) => sensitive.some((above) => isWithin(product_type, above))).length;
}
