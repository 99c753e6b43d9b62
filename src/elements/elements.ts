import { BUILD } from '../core/version.js';
import type { Shelf } from '../types/shelf.js';
import { defineElement } from './define-element.js';
import { mountList } from './mount-list.js';

export { mountList };

/**
 * Fills `<onshelf-panel>`: everything known about the shopper, with buttons to change it. Its code is loaded only for a page with a panel.
 *
 * @param element whose content is replaced
 * @param shelf to show
 * @returns a function that restores the content
 */
export async function mountPanel(element: HTMLElement, shelf: Shelf): Promise<() => void> {
  const panel = await import('./mount-panel.js');
  return panel.mountPanel(element, shelf);
}

/** This file's build: the version and a hash of the sources. The script tag uses only files of its own build. */
export const build: string = BUILD;

declare global {
  interface HTMLElementTagNameMap {
    /** A list of products: attributes `scenario`, `item`, `count`. */
    'onshelf-list': HTMLElement;
    /** Everything that the shop knows about its visitor. */
    'onshelf-panel': HTMLElement;
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
