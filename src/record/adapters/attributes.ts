import { attribute, closest, find, findAll, listen, localName } from '../../core/page/page-nodes.js';
import type { EventName, FeedbackKind } from '../../types/event.js';
import type { PageEvent, PageListener } from '../../types/page-event.js';
import { eventItemOf, firstText, pageEvent } from './page-fields.js';
import { isUserContent } from './user-content.js';

/** Events recorded when the page is read; all others on a click, or when their form is submitted. */
const SHOWN: readonly string[] = [
  'view_item',
  'view_item_list',
  'view_search_results',
  'view_cart',
  'begin_checkout',
  'purchase',
  'refund',
] satisfies EventName[];

/** Names of the `data-onshelf-*` attributes. */
type Attribute = 'event' | 'item' | 'quantity' | 'price' | 'search' | 'order' | 'value' | 'kind' | 'list';

const said = (element: Element, name: Attribute): string | undefined => firstText(attribute(element, `data-onshelf-${name}`));

/**
 * Reads the event of a marked element: `data-onshelf-event` is its name, `data-onshelf-item` its item. An element without an item means all items
 * marked within it: a list, a cart, an order.
 *
 * @returns null without an event
 */
function eventOfElement(element: Element): PageEvent | null {
  const name = said(element, 'event');
  if (name === undefined) return null;
  const within = new Map<string | undefined, Element>();
  // An item and its button are one item; the first has the quantity.
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
 * Reads the marked elements of the document once, and listens to clicks and submitted forms, without preventing them. User content is ignored:
 * see `isUserContent`.
 *
 * @returns true: it listens
 */
export function listenToAttributes(document: Document, listener: PageListener): true {
  const tell = (element: Element | null, shown: boolean): void => {
    try {
      if (element === null || SHOWN.includes(said(element, 'event') ?? '') !== shown || isUserContent(element)) return;
      const event = eventOfElement(element);
      if (event !== null) listener.event(event);
    } catch {
      // The page's element may throw.
    }
  };
  const markedAt = ({ target }: Event): Element | null => closest(target, '[data-onshelf-event]');
  const isForm = (element: Element | null): boolean => element !== null && localName(element) === 'form';
  const clicked = (event: Event): void => {
    const marked = markedAt(event);
    // A form counts when it is submitted, not when it is clicked.
    if (!isForm(marked)) tell(marked, false);
  };
  const sent = (event: Event): void => {
    const marked = markedAt(event);
    if (isForm(marked)) tell(marked, false);
  };
  for (const element of findAll(document, '[data-onshelf-event]')) tell(element, true);
  // In the capture phase: the page's own listeners may stop the event.
  listen(document, 'click', clicked, true);
  listen(document, 'submit', sent, true);
  return true;
}

/** The text in a form's search field. */
function typedIn(element: Element): string | undefined {
  if (localName(element) !== 'form') return undefined;
  return firstText(find<HTMLInputElement>(element, 'input[type=search]')?.value);
}
