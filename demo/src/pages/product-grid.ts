import type { CatalogItem } from 'onshelf';
import { button, element } from '../parts/element.js';
import { productCard } from '../parts/product-card.js';

const STEP = 36;

/**
 * A grid of products that shows more on demand.
 *
 * @param items all products
 */
export function productGrid(items: readonly CatalogItem[]): HTMLElement {
  const list = element('ul', { class: 'grid' });
  let shown = 0;
  const grow = (): void => {
    const cards = items.slice(shown, shown + STEP).map((item) => productCard(item));
    list.append(...cards);
    if (shown > 0) cards[0]?.querySelector('a')?.focus();
    shown += cards.length;
    more.hidden = shown >= items.length;
  };
  const more = button('Show more', { class: 'quiet wide' }, grow);
  grow();
  return element('div', {}, list, more);
}
