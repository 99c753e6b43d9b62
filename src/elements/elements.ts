import type { Shelf } from '../types/shelf.js';
import { defineElement } from './define-element.js';
import { mountList } from './mount-list.js';
import { mountPanel } from './mount-panel.js';

export { mountList, mountPanel };

/**
 * Defines `<onshelf-list>` and `<onshelf-panel>` for a page that opens its shelf itself; the script tag does it without being asked.
 *
 * @param shelf what they show
 */
export function defineElements(shelf: Shelf | Promise<Shelf>): void {
  defineElement('onshelf-list', async (element) => mountList(element, await shelf));
  defineElement('onshelf-panel', async (element) => mountPanel(element, await shelf));
}
