import { attribute, closest, find, findAll, listen, localName } from '../../core/page/page-nodes.js';
import type { EventName, FeedbackKind } from '../../types/event.js';
import type { PageEvent, PageListener } from '../../types/page-event.js';
import { eventItemOf, firstText, pageEvent } from './page-fields.js';
import { isUserContent } from './user-content.js';

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

const said = (element: Element, name: Attribute): string | undefined => firstText(attribute(element, `data-onshelf-${name}`));

/**
 * Reads the event that an element is marked with: `data-onshelf-event` names it, and `data-onshelf-item` its item. An element
 * without an item of its own stands for all items marked within it: a list, a cart, an order.
 *
 * @returns null where it is marked with none, or says nothing
 */
function eventOfElement(element: Element): PageEvent | null {
  const name = said(element, 'event');
  if (name === undefined) return null;
  const within = new Map<string | undefined, Element>();
  // An item and a button for it are one item: the first says how many.
  for (const one of findAll(element, '[data-onshelf-item]')) {
    if (isUserContent(one)) continue;
    const id = said(one, 'item');
    if (!within.has(id)) within.set(id, one);
  }
  const marked = attribute(element, 'data-onshelf-item') !== null ? [element] : [...within.values()];
  const value = said(element, 'value');
  return pageEvent(name as EventName, {
    items: marked.flatMap((item) => eventItemOf(said(item, 'item'), said(item, 'quantity'), said(item, 'price'))),
    search_term: said(element, 'search') ?? typedIn(element),
    transaction_id: said(element, 'order'),
    item_list_id: said(element, 'list'),
    kind: said(element, 'kind') as FeedbackKind | undefined,
    value: value === undefined ? undefined : Number(value),
  });
}

/**
 * Reads what the document shows, once, and listens to clicks and sent forms. Holds nothing up and prevents nothing. What visitors have
 * written says nothing: see `isUserContent`.
 *
 * @returns that it listens
 */
export function listenToAttributes(document: Document, listener: PageListener): true {
  const tell = (element: Element | null, shown: boolean): void => {
    try {
      if (element === null || SHOWN.includes(said(element, 'event') ?? '') !== shown || isUserContent(element)) return;
      const event = eventOfElement(element);
      if (event !== null) listener.event(event);
    } catch {
      // An element of the page's may be anything.
    }
  };
  const markedAt = ({ target }: Event): Element | null => closest(target, '[data-onshelf-event]');
  const isForm = (element: Element | null): boolean => element !== null && localName(element) === 'form';
  const clicked = (event: Event): void => {
    const marked = markedAt(event);
    // A form is meant when it is sent, not wherever it is clicked.
    if (!isForm(marked)) tell(marked, false);
  };
  const sent = (event: Event): void => {
    const marked = markedAt(event);
    if (isForm(marked)) tell(marked, false);
  };
  for (const element of findAll(document, '[data-onshelf-event]')) tell(element, true);
  // Before the page's own listeners, which may stop it.
  listen(document, 'click', clicked, true);
  listen(document, 'submit', sent, true);
  return true;
}

/** What was typed into the search field of a form. */
function typedIn(element: Element): string | undefined {
  if (localName(element) !== 'form') return undefined;
  return firstText(find<HTMLInputElement>(element, 'input[type=search]')?.value);
}
