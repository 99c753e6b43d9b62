import {
  append,
  childrenOf,
  contains,
  find,
  heightOf,
  listen,
  localName,
  remove,
  replaceChildren,
  styleOf,
  unlisten,
} from '../core/page/page-nodes.js';
import { activeElement } from '../core/page/platform.js';
import { makeElement } from './make-element.js';

/** The slot of a list element that contains the cards. */
export interface ListSlot {
  /** The element that contains the cards. */
  readonly place: HTMLElement;
  /** The shop's own cards, shown until there are better ones. */
  readonly fallback: readonly Element[];
  /** Replaces the content with cards. The height does not shrink, so that nothing below moves up. */
  fill(cards: readonly Element[]): void;
  /** Restores the shop's own content. */
  restore(): void;
}

/**
 * Finds the slot: the element marked `data-slot="items"`, or a new list at the end.
 *
 * @param element the list element
 */
export function listSlot(element: HTMLElement): ListSlot {
  const marked = find(element, '[data-slot="items"]');
  const place = marked ?? makeElement('ul', { 'data-slot': 'items', role: 'list' });
  const fallback = childrenOf(place).filter((child) => localName(child) !== 'template');
  return {
    place,
    fallback,
    fill: (cards) => {
      if (marked === null) append(element, place);
      styleOf(place).minHeight = `${heightOf(place)}px`;
      replaceChildren(place, ...cards);
    },
    restore: () => {
      styleOf(place).minHeight = '';
      replaceChildren(place, ...fallback);
      if (marked === null) remove(place);
    },
  };
}

/** Waits until the focus is elsewhere, so that a focused card is not removed. */
export function untilUnfocused(place: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (contains(place, activeElement())) return;
      unlisten(place, 'focusout', later);
      resolve();
    };
    // During the event, nothing has the focus.
    const later = (): void => void setTimeout(look);
    listen(place, 'focusout', later);
    look();
  });
}
