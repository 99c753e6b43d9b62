import { attribute, find } from '../../../core/page/page-nodes.js';
import { Address, page } from '../../../core/page/platform.js';
import { isOfVisit } from '../../../core/text/product-address.js';
import type { PageEvent } from '../../../types/page-event.js';

/** Maximum length of an address that stands for an id: see `isItemId`. */
const MAX_LENGTH = 256;

/**
 * The address of the page's product, for pages that name no id: the canonical one, or else the page's own. Without fragment, and without parameters
 * that say where a visitor came from. A `variant` of the page's own address is kept.
 *
 * @returns undefined without a document, or where the address cannot be used
 */
export function pageAddress(): string | undefined {
  if (page === null) return undefined;
  const canonical = find(page, 'link[rel~="canonical" i]');
  return readAddress(canonical && attribute(canonical, 'href'), true) ?? readAddress(location.href, true);
}

/**
 * Where the page is for its own router: its path and query, without what says where a visitor came from, and what old routers write after `#/` or
 * `#!`.
 */
export function pageRoute(): string {
  const { pathname, search, hash } = location;
  const named = search.split(/[?&]/).filter((one) => !isOfVisit(one.replace(/=.*/, '')));
  return pathname + named.join('&') + (/^#!?\//.test(hash) ? hash : '');
}

/**
 * The address of a product, absolute, without fragment and parameters of the visit.
 *
 * @param written in the page, absolute or relative
 * @returns undefined for one that does not lead to a page of the web
 */
export function addressOf(written: string | null | undefined): string | undefined {
  return readAddress(written, false);
}

/**
 * A look at one product with the address of the page that tells it, in case that the feed does not have the id. Other events are returned as they are.
 *
 * @param event what the page's scripts told, while the page is shown
 */
export function withPageAddress(event: PageEvent): PageEvent {
  const { name, parameters } = event;
  const [item, ...more] = parameters.items ?? [];
  const link = name === 'view_item' && item !== undefined && more.length === 0 ? shownAddress() : undefined;
  // A description may have told an address of its own.
  if (item === undefined || link === undefined || item.link !== undefined || link === item.item_id) return event;
  return { name, parameters: { ...parameters, items: [{ ...item, link }] } };
}

/** The address of what is shown now: the canonical one may still be that of the page that was loaded, if another one was made of it since. */
function shownAddress(): string | undefined {
  if (page === null) return undefined;
  const [loaded] = performance.getEntriesByType('navigation');
  return loaded?.name.replace(/#.*/, '') === location.href.replace(/#.*/, '') ? pageAddress() : readAddress(location.href, true);
}

/** `isOwn`: it is another address of this page, so that this page's variant belongs to it. */
function readAddress(written: string | null | undefined, isOwn: boolean): string | undefined {
  try {
    if (!written) return undefined;
    const here = new Address(location.href);
    const address = new Address(written, here);
    if (!/^https?:$/.test(address.protocol)) return undefined;
    for (const name of [...address.searchParams.keys()]) if (isOfVisit(name)) address.searchParams.delete(name);
    const variant = here.searchParams.get('variant');
    if (variant && (isOwn || address.pathname === here.pathname) && !address.searchParams.has('variant'))
      address.searchParams.set('variant', variant);
    address.hash = '';
    return address.href.length > MAX_LENGTH ? undefined : address.href;
  } catch {
    // No address.
    return undefined;
  }
}
