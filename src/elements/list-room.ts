import { makeElement } from './make-element.js';

/** The part of a list element that the cards go into. */
export interface ListRoom {
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
export function listRoom(element: HTMLElement): ListRoom {
  const marked = element.querySelector<HTMLElement>('[data-slot="items"]');
  const place = marked ?? makeElement('ul', { 'data-slot': 'items', role: 'list' });
  const fallback = [...place.children].filter((child) => child.localName !== 'template');
  return {
    place,
    fallback,
    fill: (cards) => {
      if (marked === null) element.append(place);
      place.style.minHeight = `${place.offsetHeight}px`;
      place.replaceChildren(...cards);
    },
    restore: () => {
      place.style.minHeight = '';
      place.replaceChildren(...fallback);
      if (marked === null) place.remove();
    },
  };
}

/** Waits until the keyboard is elsewhere: whoever is on a card must not find it gone. */
export function untilUnfocused(place: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (place.contains(document.activeElement)) return;
      place.removeEventListener('focusout', later);
      resolve();
    };
    // While it is told of, the focus is nowhere.
    const later = (): void => void setTimeout(look);
    place.addEventListener('focusout', later);
    look();
  });
}
