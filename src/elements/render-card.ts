import { attribute, findAll, firstOf, removeAttribute, setAttribute, setHidden, setText, textWithin } from '../core/page/page-nodes.js';
import { createDocumentFragment } from '../core/page/platform.js';
import { bareObject } from '../core/text/bare-object.js';
import { cleanText, isolate } from '../core/text/clean-text.js';
import type { RecommendedItem } from '../types/answer.js';
import { makeElement } from './make-element.js';
import { webAddress } from './web-address.js';

/** What may be shown of a product: the values of `data-slot` in the shop's template. */
type Slot = 'link' | 'title' | 'brand' | 'price' | 'image' | 'reason' | 'dismiss';

/** The words on a card that are not the catalogue's. */
export interface CardTexts {
  /** Why the product is there, or ''. */
  readonly reason: string;
  /** What the button says that takes it away, where the template's own says nothing. */
  readonly dismiss: string;
}

/** The card of a shop that gave no template. */
export function defaultTemplate(): DocumentFragment {
  const card = makeElement(
    'li',
    {},
    makeElement('a', { 'data-slot': 'link' }, makeElement('span', { 'data-slot': 'title' })),
    ' ',
    makeElement('span', { 'data-slot': 'price' }),
    ' ',
    makeElement('small', { 'data-slot': 'reason' }),
    ' ',
    makeElement('button', { 'data-slot': 'dismiss' }),
  );
  const template = createDocumentFragment();
  template.append(card);
  return template;
}

/**
 * Makes a product's card from the shop's template. Every text becomes a text node, and every address one of the web or none: what
 * stands in a catalogue cannot become markup. A place for something that the catalogue does not have is hidden.
 *
 * @param template with one element, in which `data-slot` says what goes where
 * @param place the product
 * @param words of the card
 * @param language of prices, as BCP 47 names it
 * @returns the card, or null where the template is empty
 */
export function renderCard(
  template: DocumentFragment,
  { id, item }: RecommendedItem,
  words: CardTexts,
  language: string,
): HTMLElement | null {
  const card = firstOf(template);
  if (card === null) return null;
  setAttribute(card, 'data-onshelf-card', id);
  const title = cleanText(item.title) || cleanText(id);
  const find = (slot: Slot): HTMLElement[] => {
    const within = findAll<HTMLElement>(card, `[data-slot="${slot}"]`);
    return attribute(card, 'data-slot') === slot ? [card, ...within] : within;
  };
  const write = (slot: Slot, text: string | undefined): void => {
    for (const element of find(slot)) {
      setText(element, text ?? '');
      setHidden(element, text === undefined || text === '');
      // Set apart, whichever way it is written: the price beside a title keeps its order. The shop may say otherwise.
      if (slot !== 'price' && attribute(element, 'dir') === null) setAttribute(element, 'dir', 'auto');
    }
  };
  write('title', title);
  write('brand', cleanText(item.brand));
  write('price', priceOf(item.price, item.currency, language));
  write('reason', words.reason);

  const link = webAddress(item.link);
  for (const element of find('link')) {
    if (link === null) removeAttribute(element, 'href');
    else setAttribute(element, 'href', link);
  }
  const image = webAddress(item.image_link);
  for (const element of find('image')) {
    setHidden(element, image === null);
    if (image !== null) setAttribute(element, 'src', image);
    // Where the title stands beside it, the picture says nothing more.
    if (attribute(element, 'alt') === null) setAttribute(element, 'alt', find('title').length > 0 ? '' : title);
  }
  for (const button of find('dismiss')) {
    if (textWithin(button)?.trim() === '') setText(button, words.dismiss);
    setAttribute(button, 'type', 'button');
    // Twelve buttons of one name would be one too many to choose from; the words seen come first, for those who speak them.
    setAttribute(button, 'aria-label', `${textWithin(button)?.trim()}: ${isolate(title, '')}`);
  }
  return card;
}

function priceOf(price: number | undefined, currency: string | undefined, language: string): string | undefined {
  if (price === undefined) return undefined;
  try {
    return new Intl.NumberFormat(language, bareObject(currency === undefined ? {} : { style: 'currency' as const, currency })).format(
      price,
    );
  } catch {
    // No such language or currency.
    return `${price} ${cleanText(currency)}`.trim();
  }
}
