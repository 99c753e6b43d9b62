import { attribute, closest, dispatch } from '../core/page/page-nodes.js';
import { Address } from '../core/page/platform.js';
import { bareObject } from '../core/text/bare-object.js';

/** Detail of the event `onshelf-navigate`. */
export interface NavigateDetail {
  /** The item's id. */
  readonly id: string;
  /** The item's address, absolute. */
  readonly url: string;
}

/**
 * Lets a single-page app follow a card's link itself: by preventing the event `onshelf-navigate`, or, within `data-spa`, by its router, which hears
 * `popstate`. Clicks that open another tab, and links to other origins, stay the browser's.
 *
 * @param click on the link
 * @param link that was clicked
 * @param id of the card's item
 */
export function followLink(click: MouseEvent, link: HTMLElement, id: string): void {
  const { button, metaKey, ctrlKey, shiftKey, altKey } = click;
  if (click.defaultPrevented || click.type !== 'click' || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return;
  const target = attribute(link, 'target');
  if ((target !== null && target !== '' && target !== '_self') || attribute(link, 'download') !== null) return;
  const { href: url } = link as HTMLAnchorElement;
  const settings = { bubbles: true, cancelable: true, composed: true, detail: { id, url } satisfies NavigateDetail };
  if (!dispatch(link, new CustomEvent('onshelf-navigate', bareObject(settings)))) {
    click.preventDefault();
    return;
  }
  if (closest(link, '[data-spa]:not([data-spa="false"])') === null || new Address(url).origin !== location.origin) return;
  click.preventDefault();
  history.pushState(null, '', url);
  // Routers listen to it, and read the address.
  dispatchEvent(new PopStateEvent('popstate', bareObject({ state: null })));
}
