import { BUILD } from '../core/version.js';
import type { Shelf } from '../types/shelf.js';
import { defineElement } from './define-element.js';
import { mountList } from './mount-list.js';
import { mountPanel } from './mount-panel.js';

export { mountList, mountPanel };

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
