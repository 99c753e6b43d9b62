import { attribute } from '../../core/page/page-nodes.js';
import type { Shelf } from '../../types/shelf.js';
import { knownCategory } from './known-category.js';
import { pageCategories } from './page-category.js';

/**
 * The category of the pack that a page is about, by the element's attribute or by the page's own descriptions; never by the shopper.
 *
 * @param element a list
 * @param shelf lists the pack's categories
 * @returns undefined where none is named, or the pack has none of that name
 */
export async function categoryOfPage(element: Element, shelf: Shelf): Promise<string | undefined> {
  const written = attribute(element, 'category');
  const said = written === null ? pageCategories() : [written.split('>')];
  return said.length === 0 ? undefined : ((await knownCategory(shelf, said, written !== null, true)) ?? undefined);
}
