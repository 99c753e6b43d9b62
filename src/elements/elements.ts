import { BUILD } from '../core/version.js';
import type { Shelf } from '../types/shelf.js';
import { defineElement } from './define-element.js';
import { mountList } from './mount-list.js';

export { mountList };

/**
 * Fills `<onshelf-panel>`, see there. It is fetched where a panel stands in the page: most pages have none.
 *
 * @param element whose content is replaced
 * @param shelf that is told of
 * @returns puts back what was there
 */
export async function mountPanel(element: HTMLElement, shelf: Shelf): Promise<() => void> {
  const panel = await import('./mount-panel.js');
  return panel.mountPanel(element, shelf);
}

/** Which build this file is of: the version and a hash of its sources. The script tag uses no other than its own. */
export const build: string = BUILD;

declare global {
  interface HTMLElementTagNameMap {
    /** A list of products: attributes `scenario`, `item`, `count`. */
    'onshelf-list': HTMLElement;
    /** What the shop knows about its visitor. */
    'onshelf-panel': HTMLElement;
  }
}

/**
 * Defines `<onshelf-list>` and `<onshelf-panel>` for a page that opens its shelf itself; the script tag does it without being asked. On a server
 * it does nothing.
 *
 * @param shelf what they show
 */
export function defineElements(shelf: Shelf | Promise<Shelf>): void {
  defineElement('onshelf-list', async (element) => mountList(element, await shelf));
  defineElement('onshelf-panel', async (element) => mountPanel(element, await shelf));
}
