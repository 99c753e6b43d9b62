import type { EventName, FeedbackKind } from '../../types/event.js';
import type { PageEvent, PageListener } from '../../types/page-event.js';
import { itemOf, pageEvent, textOf } from './page-fields.js';

/** Events that a page shows by being there; every other one waits for a click, or for its form to be sent. */
const SHOWN: readonly string[] = [
  'view_item',
  'view_item_list',
  'view_search_results',
  'view_cart',
  'begin_checkout',
  'purchase',
  'refund',
] satisfies EventName[];

/** The names of `data-onshelf-*` as `dataset` has them. */
type Attribute = 'event' | 'item' | 'quantity' | 'price' | 'search' | 'order' | 'value' | 'kind' | 'list';

const attribute = (element: Element, name: Attribute): string | undefined => textOf(element.getAttribute(`data-onshelf-${name}`));

/**
 * Reads the event that an element is marked with: `data-onshelf-event` names it, and `data-onshelf-item` its item. An element
 * without an item of its own stands for all items marked within it: a list, a cart, an order.
 *
 * @returns null where it is marked with none, or says nothing
 */
function eventOfElement(element: Element): PageEvent | null {
  const name = attribute(element, 'event');
  if (name === undefined) return null;
  const within = new Map<string | undefined, Element>();
  // An item and a button for it are one item: the first says how many.
  for (const one of element.querySelectorAll('[data-onshelf-item]')) {
    const id = attribute(one, 'item');
    if (!within.has(id)) within.set(id, one);
  }
  const marked = element.hasAttribute('data-onshelf-item') ? [element] : [...within.values()];
  const value = attribute(element, 'value');
  return pageEvent(name as EventName, {
    items: marked.flatMap((item) => itemOf(attribute(item, 'item'), attribute(item, 'quantity'), attribute(item, 'price'))),
    search_term: attribute(element, 'search') ?? typedIn(element),
    transaction_id: attribute(element, 'order'),
    item_list_id: attribute(element, 'list'),
    kind: attribute(element, 'kind') as FeedbackKind | undefined,
    value: value === undefined ? undefined : Number(value),
  });
}

/**
 * Reads what the document shows, once, and listens to clicks and sent forms. Holds nothing up and prevents nothing.
 *
 * @returns stops listening
 */
export function listenToAttributes(document: Document, listener: PageListener): () => void {
  const tell = (element: Element | null | undefined, shown: boolean): void => {
    try {
      if (element == null || SHOWN.includes(attribute(element, 'event') ?? '') !== shown) return;
      const event = eventOfElement(element);
      if (event !== null) listener.event(event);
    } catch {
      // An element of the page's may be anything.
    }
  };
  const markedAt = ({ target }: Event): Element | null => (target as Element | null)?.closest?.('[data-onshelf-event]') ?? null;
  const clicked = (event: Event): void => {
    const marked = markedAt(event);
    // A form is meant when it is sent, not wherever it is clicked.
    if (marked?.localName !== 'form') tell(marked, false);
  };
  const sent = (event: Event): void => {
    const marked = markedAt(event);
    if (marked?.localName === 'form') tell(marked, false);
  };
  for (const element of document.querySelectorAll('[data-onshelf-event]')) tell(element, true);
  // Before the page's own listeners, which may stop it.
  document.addEventListener('click', clicked, { capture: true, passive: true });
  document.addEventListener('submit', sent, { capture: true, passive: true });
  return () => {
    document.removeEventListener('click', clicked, true);
    document.removeEventListener('submit', sent, true);
  };
}

/** What was typed into the search field of a form. */
function typedIn(element: Element): string | undefined {
  if (element.localName !== 'form') return undefined;
  return textOf(element.querySelector<HTMLInputElement>('input[type=search]')?.value);
}
