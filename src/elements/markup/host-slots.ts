import { attachShadow, fillShadow } from '../../core/page/page-nodes.js';
import { bareObject } from '../../core/text/bare-object.js';
import { makeElement } from './make-element.js';
import { OWN_SLOT } from './own-nodes.js';

const roots = new WeakMap<Element, ShadowRoot>();

/**
 * Gives an element a shadow tree of slots: what is in them stays in the page's own tree, so that its styles apply. A status line, or the order of
 * nodes, needs no node among the shop's then, and what is in no slot is not shown.
 *
 * @param element to open
 * @returns fills the shadow tree; null if the element has another shadow tree, or may have none
 */
export function openSlots(element: Element): ((...nodes: Node[]) => void) | null {
  let root = roots.get(element);
  if (root === undefined) {
    try {
      root = attachShadow(element, bareObject({ mode: 'open' as const }));
      roots.set(element, root);
    } catch {
      // The page has attached one of its own, or the element is of a kind without: the caller does without.
      return null;
    }
  }
  const opened = root;
  return (...nodes) => fillShadow(opened, ...nodes);
}

/** The slot of all nodes that name none. */
export const shopSlot = (): HTMLSlotElement => makeElement('slot');
/** The slot of this library's own nodes. */
export const ownSlot = (): HTMLSlotElement => makeElement('slot', { name: OWN_SLOT });
