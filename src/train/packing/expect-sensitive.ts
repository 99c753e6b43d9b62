import { categoryLevels, isWithin } from '../../core/catalog/category-levels.js';
import { OnshelfError } from '../../core/onshelf-error.js';
import type { CatalogItem } from '../../types/catalog-item.js';

/** As many as a manifest may name. */
const MAX_SENSITIVE_CATEGORIES = 64;
/** As long as the manifest's reader takes. */
const LONGEST = 256;

/**
 * Checks the categories that a shop calls sensitive: a name that fits no item would protect nobody, and nobody would notice.
 *
 * @param sensitive from `readCategory`, none empty
 * @param catalog the feed
 * @returns items in one of them
 * @throws OnshelfError `bad-input` where one fits no item, or there are too many
 */
export function expectSensitive(sensitive: readonly string[], catalog: readonly CatalogItem[]): number {
  if (sensitive.length > MAX_SENSITIVE_CATEGORIES)
    throw new OnshelfError(
      'bad-input',
      `--sensitive names ${sensitive.length} categories; a pack may name ${MAX_SENSITIVE_CATEGORIES}. Name those above them.`,
    );
  const categories = [...new Set(catalog.map(({ product_type = '' }) => product_type))];
  for (const above of sensitive) {
    if (above.length > LONGEST) throw new OnshelfError('bad-input', `--sensitive: a category may have ${LONGEST} characters: "${above}".`);
    if (categories.some((category) => isWithin(category, above))) continue;
    const [first] = categoryLevels(above.toLowerCase());
    const alike = categories.filter((category) => category.toLowerCase().includes(first)).slice(0, 3);
    const hint = alike.length > 0 ? `Is it one of these? ${alike.join('; ')}` : 'Write it as the column product_type does.';
    throw new OnshelfError('bad-input', `--sensitive: no item of the feed lies in "${above}". ${hint}`);
  }
  return catalog.filter(({ product_type = '' }) => sensitive.some((above) => isWithin(product_type, above))).length;
}
