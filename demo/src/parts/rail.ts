import type { Answer, RecommendedItem } from 'onshelf';
import { element } from './element.js';
import { emptyCard, productCard } from './product-card.js';

/** A row of product cards, filled by an answer. */
export interface Rail {
  readonly element: HTMLElement;
  /** Requests the list again and shows it. */
  refresh(): void;
}

/** Options of a rail. */
export interface RailOptions {
  readonly title: string;
  readonly testId: string;
  /** Number of placeholders until the answer arrives. */
  readonly places: number;
  /** Text for an empty list. */
  readonly nothing: string;
  readonly ask: () => Promise<Answer>;
  /** A line under the title about the answer. */
  readonly caption?: (answer: Answer) => string;
  /** A line on a card about its place in the list. */
  readonly note?: (place: RecommendedItem) => string | undefined;
}

/** Creates a rail, with placeholders for its cards. */
export function createRail(options: RailOptions): Rail {
  const list = element(
    'ul',
    { class: options.places > 0 ? 'rail-list' : 'rail-list slim' },
    ...Array.from({ length: options.places }, emptyCard),
  );
  const caption = element('p', { class: 'caption', 'aria-live': 'polite' });
  const heading = element('div', { class: 'rail-head' }, element('h2', {}, options.title));
  if (options.caption !== undefined) heading.append(caption);
  const section = element('section', { class: 'rail', 'aria-label': options.title, 'data-testid': options.testId }, heading, list);
  let asked = 0;
  let shown = '';

  const show = (answer: Answer): void => {
    caption.textContent = options.caption?.(answer) ?? '';
    const notes = answer.items.map((place) => options.note?.(place));
    const next = JSON.stringify([answer.items.map(({ id }) => id), notes]);
    if (next === shown) return;
    shown = next;
    const focused = list.contains(document.activeElement);
    const cards = answer.items.map(({ item }, index) => productCard(item, notes[index]));
    list.replaceChildren(...(cards.length > 0 ? cards : [element('li', { class: 'nothing' }, options.nothing)]));
    list.classList.toggle('slim', cards.length === 0);
    list.scrollLeft = 0;
    if (focused) list.querySelector('a')?.focus();
  };

  const refresh = (): void => {
    asked += 1;
    const mine = asked;
    options.ask().then(
      // A newer request replaces this one.
      (answer) => mine === asked && show(answer),
      () => mine === asked && shown === '' && list.replaceChildren(element('li', { class: 'nothing' }, options.nothing)),
    );
  };
  return { element: section, refresh };
}
