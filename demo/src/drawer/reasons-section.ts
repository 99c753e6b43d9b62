import type { RecommendedItem } from 'onshelf';
import { productDrawing } from '../drawings/product-drawing.js';
import { button, element } from '../parts/element.js';
import { countOf } from '../parts/format-price.js';
import { filledText, reasonText } from '../parts/reason-text.js';
import { hashOf } from '../parts/route.js';
import { askHomeList, type Shop } from '../shop/shop.js';
import type { DrawerSection } from './drawer-section.js';
import { reasonBars } from './reason-bars.js';

/** The reasons for each product of the home list. */
export function reasonsSection(shop: Shop): DrawerSection {
  const served = element('p', { class: 'caption', 'data-testid': 'served-by' });
  const list = element('ol', { class: 'whys' });
  const section = element('section', {}, element('h3', {}, 'Why you see this home list'), served, list);
  let asked = 0;
  let open = new Set<string>();
  return {
    element: section,
    update: async () => {
      asked += 1;
      const mine = asked;
      const answer = await askHomeList(shop);
      if (mine !== asked) return;
      const { model, backend } = answer.servedBy;
      served.textContent = `A ${model} list, scored by ${backend} in ${answer.trace.milliseconds.toFixed(1)} ms, from ${countOf(answer.trace.events, 'entry', 'entries')}.`;
      for (const note of answer.trace.notes) served.append(` ${note.message}`);
      open = new Set([...list.querySelectorAll('details[open]')].map((entry) => entry.getAttribute('data-item-id') ?? ''));
      list.replaceChildren(...answer.items.map((place, index) => why(shop, place, open.size === 0 ? index === 0 : open.has(place.id))));
    },
  };
}

function why(shop: Shop, place: RecommendedItem, isOpen: boolean): HTMLElement {
  const title = place.item.title ?? place.id;
  const first = place.reasons[0];
  const words = element(
    'span',
    { class: 'why-words' },
    element('span', { class: 'title' }, title),
    element('span', { class: 'caption' }, first === undefined ? 'No single reason' : reasonText(first, shop.catalog)),
    ...(place.filledFrom ? [element('span', { class: 'caption', 'data-testid': 'filled' }, filledText(place.filledFrom))] : []),
  );
  const speak = (label: string, kind: 'more' | 'less' | 'hide') =>
    button(label, { class: 'link', 'aria-label': `${label}: ${title}` }, () => void shop.shelf.feedback(place.id, kind));
  const look = element('a', { href: hashOf({ page: 'product', id: place.id }) }, 'View');
  look.addEventListener('click', () => look.closest('dialog')?.close());
  const details = element(
    'details',
    { class: 'why', 'data-testid': 'why', 'data-item-id': place.id },
    element('summary', {}, productDrawing(place.item), words),
    reasonBars(place, shop.catalog),
    element(
      'div',
      { class: 'asides' },
      look,
      speak('More like this', 'more'),
      speak('Less like this', 'less'),
      speak('Never show', 'hide'),
    ),
  );
  details.open = isOpen;
  return element('li', {}, details);
}
