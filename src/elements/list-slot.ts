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

/** The part of a list element that the cards go into. */
export interface ListSlot {
  /** Holds the cards. */
  readonly place: HTMLElement;
  /** Cards that the shop has put there: what is shown until there are better ones. */
  readonly fallback: readonly Element[];
  /** Puts cards in place of what is there. The height stays what it was, or more: nothing below moves up. */
  fill(cards: readonly Element[]): void;
  /** Puts back what the shop had there. */
  restore(): void;
}

/**
 * Finds the room for cards: what is marked `data-slot="items"`, or a list made for them at the end.
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

/** Waits until the keyboard is elsewhere: whoever is on a card must not find it gone. */
export function untilUnfocused(place: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (contains(place, activeElement())) return;
      unlisten(place, 'focusout', later);
      resolve();
    };
    // While it is told of, the focus is nowhere.
    const later = (): void => void setTimeout(look);
    listen(place, 'focusout', later);
    look();
  });
}
