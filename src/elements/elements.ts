import { BUILD } from '../core/version.js';
import type { Shelf } from '../types/shelf.js';
import { defineElement } from './define-element.js';
import type { NavigateDetail } from './follow-link.js';
import { mountList } from './mount-list.js';

export type { NavigateDetail } from './follow-link.js';
export { mountList };

/**
 * Fills `<onshelf-panel>`: everything known about the shopper, with buttons to change it. Its code is loaded only for a page with a panel.
 *
 * @param element whose content is hidden meanwhile
 * @param shelf to show
 * @returns a function that restores the content
 */
export async function mountPanel(element: HTMLElement, shelf: Shelf): Promise<() => void> {
  const panel = await import('./panel/mount-panel.js');
  return panel.mountPanel(element, shelf);
}

/** This file's build: the version and a hash of the sources. The script tag uses only files of its own build. */
export const build: string = BUILD;

declare global {
  interface HTMLElementTagNameMap {
    /** A list of products: attributes `list`, `scenario`, `item`, `count`, and the rules of the API. */
    'onshelf-list': HTMLElement;
    /** Everything that the shop knows about its visitor. */
    'onshelf-panel': HTMLElement;
  }
  interface GlobalEventHandlersEventMap {
    /** A card was clicked. A page that shows the product itself prevents it. */
    'onshelf-navigate': CustomEvent<NavigateDetail>;
  }
}

/**
 * Defines `<onshelf-list>` and `<onshelf-panel>` for a page that opens its shelf itself; the script tag does it by itself. Does nothing on a
 * server.
 *
 * @param shelf for their content
 */
export function defineElements(shelf: Shelf | Promise<Shelf>): void {
  defineElement('onshelf-list', async (element) => mountList(element, await shelf));
  defineElement('onshelf-panel', async (element) => mountPanel(element, await shelf));
}
