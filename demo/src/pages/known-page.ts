import { element } from '../parts/element.js';
import type { Shop } from '../shop/shop.js';
import type { Page } from './page.js';

/** The page with the library's own panel: everything known about the shopper, as every shop can show it. */
export function knownPage(shop: Shop): Page {
  const failure = element('p', { role: 'status' });
  import('onshelf/elements').then(
    ({ defineElements }) => defineElements(shop.shelf),
    (error: unknown) => {
      failure.textContent = `The panel cannot be loaded: ${error instanceof Error ? error.message : String(error)}`;
    },
  );
  const panel = element('onshelf-panel', { class: 'panel', 'data-testid': 'panel' });
  return {
    element: element('div', { class: 'page known' }, element('h1', {}, 'Your data'), panel, failure),
    title: 'Your data',
    // The panel follows the shelf by itself.
    update: () => {},
  };
}
