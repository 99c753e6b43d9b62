import { attribute, copyOf, findAll, removeAttribute, setAttribute, setHidden, setText, textWithin } from '../core/page/page-nodes.js';
import { bareObject } from '../core/text/bare-object.js';
import { cleanText, isolate } from '../core/text/clean-text.js';
import type { RecommendedItem } from '../types/answer.js';
import { makeElement } from './markup/make-element.js';
import { webAddress } from './markup/web-address.js';
import type { ShowPicture } from './pictures/show-pictures.js';

/** Slots of a card: values of `data-slot` in the shop's template. */
type Slot = 'link' | 'title' | 'brand' | 'price' | 'regular-price' | 'image' | 'reason' | 'dismiss';

/** Texts of a card that are not from the catalogue. */
export interface CardTexts {
  /** The reason for the product, or ''. */
  readonly reason: string;
  /** Label of the dismiss button, if the template's button has none. */
  readonly dismiss: string;
}

/** The card of a list without a template. */
export function defaultTemplate(): Element {
  return makeElement(
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
}

/**
 * Renders a product's card from the shop's template. Texts become text nodes, and only http(s) addresses are used: a catalogue cannot add markup.
 * Slots without a value are hidden.
 *
 * @param template the element to copy; `data-slot` marks its slots
 * @param place the product
 * @param texts of the card
 * @param language of prices, a BCP 47 tag
 * @param show puts a picture into its place. Default: the shop's own, at once
 */
export function renderCard(
  template: Element,
  { id, item, discount }: RecommendedItem,
  texts: CardTexts,
  language: string,
  show?: ShowPicture,
): HTMLElement {
  const card = copyOf(template);
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
      // Isolated, so that a right-to-left title does not reorder the price beside it; the shop's own `dir` stays.
      if (!slot.endsWith('price') && attribute(element, 'dir') === null) setAttribute(element, 'dir', 'auto');
    }
  };
  write('title', title);
  write('brand', cleanText(item.brand));
  write('price', priceOf(item.price, item.currency, language));
  write('regular-price', priceOf(discount?.regularPrice, item.currency, language));
  write('reason', texts.reason);

  const link = webAddress(item.link);
  for (const element of find('link')) {
    if (link === null) removeAttribute(element, 'href');
    else setAttribute(element, 'href', link);
  }
  const image = webAddress(item.image_link);
  for (const element of find('image')) {
    // Beside a title the picture is decorative.
    if (attribute(element, 'alt') === null) setAttribute(element, 'alt', find('title').length > 0 ? '' : title);
    if (show) show(element, id, image);
    else setHidden(element, image === null);
    if (image !== null && !show) setAttribute(element, 'src', image);
  }
  for (const button of find('dismiss')) {
    if (textWithin(button)?.trim() === '') setText(button, texts.dismiss);
    setAttribute(button, 'type', 'button');
    // Each button needs a name of its own. It starts with the visible label, for speech input.
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
    // Invalid language or currency.
    return `${price} ${cleanText(currency)}`.trim();
  }
}
