import { attribute, closest, find, findAll, localName } from '../../../core/page/page-nodes.js';
import type { EventName, FeedbackKind } from '../../../types/event.js';
import type { PageEvent, PageListener } from '../../../types/page-event.js';
import { addressOf, pageAddress } from '../fields/page-address.js';
import { eventItemOf, firstText, pageEvent, WITHOUT_ITEMS } from '../fields/page-fields.js';
import { readNumber } from '../fields/read-number.js';
import { reportUnread } from '../fields/report-unread.js';
import { typedInForm } from './search-field.js';
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
/** All events that an element may have. */
const NAMES: readonly string[] = [
  ...SHOWN,
  ...WITHOUT_ITEMS,
  'select_item',
  'add_to_wishlist',
  'add_to_cart',
  'remove_from_cart',
  'rate',
  'share',
  'dwell',
  'dismiss',
  'feedback',
];

/** Matches marked elements. */
export const MARKED = '[data-onshelf-event]';

/** Names of the `data-onshelf-*` attributes. */
type Attribute = 'event' | 'item' | 'quantity' | 'price' | 'search' | 'order' | 'value' | 'kind' | 'list';

const said = (element: Element, name: Attribute): string | undefined => firstText(attribute(element, `data-onshelf-${name}`));

/** Whether a marked element's event is recorded when the page is read. */
export function isShown(element: Element): boolean {
  return SHOWN.includes(said(element, 'event') ?? '');
}

/** Whether the name of a marked element's event is known. If not, that is reported. */
export function hasKnownName(element: Element, listener: Pick<PageListener, 'unread'>): boolean {
  const name = said(element, 'event') ?? '';
  const isKnown = NAMES.includes(name);
  if (!isKnown) reportUnread(listener, 'attributes', 'name', name, `data-onshelf-event="${name.slice(0, 40)}"`);
  return isKnown;
}

/** Whether an element is a form, whose event is recorded when it is submitted. */
export function isForm(element: Element): boolean {
  return localName(element) === 'form';
}

/** Whether a marked element's event is that of a form which is sent: its own, or for a search without a term the form within it. */
export function isSentByForm(element: Element): boolean {
  return isForm(element) || (said(element, 'event') === 'search' && said(element, 'search') === undefined);
}

/** Whether an event of this name is about one product, so that the page's address can stand for it. */
function isOfOne(name: string): boolean {
  return !WITHOUT_ITEMS.includes(name as EventName) && !/_list$|^purchase$/.test(name);
}

/**
 * Reads the event of a marked element: `data-onshelf-event` is its name, `data-onshelf-item` its item. An element without an item means all items
 * marked within it: a list, a cart, an order. Where no id is named, an address stands for it: of the link in the item's element, or of the page.
 *
 * @param listener learns of what cannot be read
 * @param form which was sent, if one was
 * @returns null without an event that is recorded
 */
export function eventOfElement(element: Element, listener: Pick<PageListener, 'unread'>, form: Element | null = null): PageEvent | null {
  const name = said(element, 'event');
  if (name === undefined || !hasKnownName(element, listener)) return null;
  const within = new Map<string | undefined, Element>();
  // An item and its button are one item; the first has the quantity.
  for (const one of findAll(element, '[data-onshelf-item]')) {
    if (isUserContent(one)) continue;
    const id = idOf(one);
    if (!within.has(id)) within.set(id, one);
  }
  const marked = attribute(element, 'data-onshelf-item') !== null ? [element] : [...within.values()];
  const items = marked.flatMap((item) => eventItemOf(idOf(item), { quantity: said(item, 'quantity'), price: said(item, 'price') }));
  const search = said(element, 'search') ?? (form === null ? undefined : typedInForm(form));
  // An empty search field is no search.
  if (name === 'search' && search === undefined && form !== null) return null;
  const event = pageEvent(name as EventName, {
    items:
      items.length > 0 || !isOfOne(name)
        ? items
        : eventItemOf(pageAddress(), { quantity: said(element, 'quantity'), price: said(element, 'price') }),
    search_term: search,
    transaction_id: said(element, 'order'),
    item_list_id: said(element, 'list'),
    kind: said(element, 'kind') as FeedbackKind | undefined,
    value: readNumber(said(element, 'value')),
  });
  // An empty list is a list.
  if (event === null && name !== 'view_item_list')
    reportUnread(listener, 'attributes', 'shape', name, `data-onshelf-event="${name.slice(0, 40)}"`);
  return event;
}

/** The id that an item's element names, or else the address of its link. */
function idOf(item: Element): string | undefined {
  const link = (): Element | null => closest(item, 'a[href]') ?? find(item, 'a[href]');
  return said(item, 'item') ?? addressOf(attribute(link() ?? item, 'href'));
}
