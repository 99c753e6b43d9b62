import type { Answer } from 'onshelf';
import { productDrawing } from '../drawings/product-drawing.js';
import { element } from '../parts/element.js';
import { countOf } from '../parts/format-price.js';
import { productCard } from '../parts/product-card.js';
import { createRail } from '../parts/rail.js';
import { shortReason } from '../parts/reason-text.js';
import { hashOf } from '../parts/route.js';
import { askHomeList, HOME_PLACES, type Shop } from '../shop/shop.js';
import type { Category } from '../shop/shop-catalog.js';
import type { Page } from './page.js';

const RECENT_PLACES = 12;
const SAMPLE_PLACES = 6;

/** The home page: the personal list, recently viewed products, and the departments. */
export function homePage(shop: Shop): Page {
  const forYou = createRail({
    title: 'For you',
    testId: 'rail-home',
    places: HOME_PLACES,
    nothing: 'You have seen all products.',
    ask: () => askHomeList(shop),
    caption: captionOf,
    note: ({ reasons }) => (reasons[0] === undefined ? undefined : shortReason(reasons[0], shop.catalog)),
  });
  const recent = createRail({
    title: 'Recently viewed',
    testId: 'rail-recent',
    places: shop.hasHistory() ? RECENT_PLACES : 0,
    nothing: 'Products that you view appear here.',
    ask: () => shop.shelf.recentlyViewed({ count: RECENT_PLACES }),
  });
  const update = (): void => {
    forYou.refresh();
    recent.refresh();
  };
  update();
  const { departments } = shop.catalog;
  const tiles = element('ul', { class: 'tiles' }, ...departments.map(tile));
  const page = element(
    'div',
    { class: 'page home' },
    element('h1', { class: 'unseen' }, 'Cairn & Kettle'),
    forYou.element,
    recent.element,
    element('section', { 'aria-label': 'Departments' }, element('h2', {}, 'All departments'), tiles),
    ...departments.map(sample),
  );
  return { element: page, title: '', update };
}

function captionOf(answer: Answer): string {
  const { model } = answer.servedBy;
  if (model === 'personal' && answer.trace.knownItems === 0) return 'From what you searched for, computed in this browser.';
  if (model === 'personal') return `From ${countOf(answer.trace.knownItems, 'product', 'products')} you viewed, computed in this browser.`;
  if (model === 'quiz') return 'From your answers in the quiz, computed in this browser.';
  if (model === 'prototypes') return 'What groups of shoppers like. It becomes your own list with the first product you open.';
  return model === 'popular' ? 'Popular products. It becomes your own list with the first product you open.' : 'The shop’s default order.';
}

function tile(department: Category): HTMLElement {
  const first = department.items[0];
  const words = element(
    'span',
    { class: 'tile-words' },
    element('span', { class: 'tile-name' }, department.path[0]),
    element('span', { class: 'tile-count' }, countOf(department.items.length, 'product', 'products')),
  );
  return element(
    'li',
    {},
    element('a', { class: 'tile', href: hashOf({ page: 'category', path: department.path }) }, productDrawing(first), words),
  );
}

function sample(department: Category): HTMLElement {
  const name = department.path[0];
  // Evenly spaced over the department.
  const step = Math.max(1, Math.floor(department.items.length / SAMPLE_PLACES));
  const items = department.items.filter((_, index) => index % step === 0).slice(0, SAMPLE_PLACES);
  const more = element('a', { class: 'more', href: hashOf({ page: 'category', path: department.path }) }, `All ${name.toLowerCase()}`);
  return element(
    'section',
    { class: 'sample', 'aria-label': name },
    element('div', { class: 'rail-head' }, element('h2', {}, name), more),
    element('ul', { class: 'grid' }, ...items.map((item) => productCard(item))),
  );
}
