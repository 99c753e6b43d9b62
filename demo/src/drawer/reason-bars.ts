import type { RecommendedItem } from 'onshelf';
import { element } from '../parts/element.js';
import { reasonText } from '../parts/reason-text.js';
import type { ShopCatalog } from '../shop/shop-catalog.js';

/**
 * The reasons of a product as a waterfall chart: each bar starts where the one before ends, and the last ends at the score.
 *
 * @param place a product of the list
 * @param catalog with the products' titles
 */
export function reasonBars(place: RecommendedItem, catalog: ShopCatalog): HTMLElement {
  const ends: number[] = [];
  for (const { contribution } of place.reasons) ends.push((ends.at(-1) ?? 0) + contribution);
  const low = Math.min(0, place.score, ...ends);
  const high = Math.max(0, place.score, ...ends);
  const share = (value: number): number => (high === low ? 0 : (value - low) / (high - low));
  const rows = place.reasons.map((reason, index) => {
    const start = index === 0 ? 0 : ends[index - 1];
    const sign = reason.contribution < 0 ? 'against' : 'for';
    return row(reasonText(reason, catalog), reason.contribution, bar(share(start), share(ends[index]), sign), 'data-reason');
  });
  const total = row('Score', place.score, bar(share(0), share(place.score), 'sum'), 'data-score');
  total.classList.add('total');
  return element('ul', { class: 'bars', 'aria-label': 'Reasons and what each adds to the score' }, ...rows, total);
}

function row(words: string, value: number, drawn: HTMLElement, mark: 'data-reason' | 'data-score'): HTMLElement {
  const number = element('span', { class: 'bar-value', [mark]: String(value) }, figure(value));
  return element('li', {}, element('span', { class: 'bar-words' }, words), drawn, number);
}

function bar(from: number, to: number, kind: 'for' | 'against' | 'sum'): HTMLElement {
  const fill = element('span', { class: `fill ${kind}` });
  // By script: the page's policy blocks style attributes in markup.
  fill.style.left = `${(100 * Math.min(from, to)).toFixed(2)}%`;
  fill.style.width = `${(100 * Math.abs(to - from)).toFixed(2)}%`;
  return element('span', { class: 'bar-track', 'aria-hidden': 'true' }, fill);
}

function figure(value: number): string {
  const digits = Math.abs(value) < 0.1 && value !== 0 ? 4 : 3;
  return `${value < 0 ? '−' : ''}${Math.abs(value).toFixed(digits)}`;
}
