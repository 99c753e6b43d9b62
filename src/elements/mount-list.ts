import type { Answer, RecommendedItem } from '../types/answer.js';
import type { RecommendRequest } from '../types/request.js';
import type { Shelf } from '../types/shelf.js';
import { textsOf } from './element-texts.js';
import { defaultTemplate, fillCard } from './fill-card.js';
import { listRoom, untilUnfocused } from './list-room.js';
import { makeElement } from './make-element.js';
import { reasonWords } from './reason-words.js';
import { watchImpressions } from './watch-impressions.js';

const DEFAULT_COUNT = 12;
/** Items looked at whose titles a reason may name. */
const NAMED = 100;

/**
 * Fills `<onshelf-list>` with cards: of its `scenario`, or of what goes with its `item`. What the shop has put into it stays where
 * there is nothing better to show. What is seen, clicked and dismissed is recorded as events of the list.
 *
 * @param element with attributes `scenario`, `count`, `item`, and the shop's `<template>` of a card within
 * @param shelf answers
 * @returns puts back what was there
 */
export async function mountList(element: HTMLElement, shelf: Shelf): Promise<() => void> {
  const text = textsOf(element);
  const room = listRoom(element);
  const count = Math.min(countOf(element) ?? DEFAULT_COUNT, room.fallback.length || Number.POSITIVE_INFINITY);
  const answer = await ask(element, shelf, count);
  if (answer.servedBy.model === 'fallback' || answer.items.length === 0) return () => {};

  const template = element.querySelector('template')?.content ?? defaultTemplate();
  const titles = template.querySelector('[data-slot="reason"]') === null ? new Map<string, string>() : await titlesOf(shelf);
  const language = element.closest('[lang]')?.getAttribute('lang') || navigator.language;
  const cardOf = (place: RecommendedItem): HTMLElement | null =>
    fillCard(template, place, { reason: reasonWords(place, titles, text), dismiss: text('dismiss') }, language);
  const idOf = (node: EventTarget | null): string | undefined =>
    (node as Element | null)?.closest?.<HTMLElement>('[data-onshelf-card]')?.dataset.onshelfCard;
  const record = (name: 'view_item_list' | 'select_item', ids: readonly string[]): void =>
    void shelf.track(name, {
      // What came in for a dismissed item is of no place in this list: -1, and the recorder keeps none.
      items: ids.map((id) => ({ item_id: id, index: answer.items.findIndex((place) => place.id === id) })),
      item_list_id: answer.recommendationId,
    });

  const impressions = watchImpressions((seen) =>
    record(
      'view_item_list',
      seen.flatMap((card) => idOf(card) ?? []),
    ),
  );
  const clicked = (event: Event): void => {
    const target = event.target as Element;
    const id = idOf(target);
    if (id === undefined) return;
    if (target.closest('[data-slot="dismiss"]') !== null) {
      // One after another: each looks for what stands in no place yet.
      turn = turn.then(() => dismiss(id, target)).catch(() => {});
    } else if (target.closest('a[href]') !== null) record('select_item', [id]);
  };
  const status = makeElement('span', { role: 'status' });
  hideFromSight(status);

  let turn = Promise.resolve();
  const names = new Map(answer.items.map((place) => [place.id, place.item.title]));
  /** Takes a card away for good, and puts the next best in its place. */
  const dismiss = async (id: string, target: Element): Promise<void> => {
    const card = target.closest<HTMLElement>('[data-onshelf-card]');
    // Clicked twice, or put away meanwhile.
    if (card?.isConnected !== true) return;
    await shelf.feedback(id, 'hide');
    const shown = new Set([...room.place.querySelectorAll<HTMLElement>('[data-onshelf-card]')].map((other) => other.dataset.onshelfCard));
    const { items } = await ask(element, shelf, count + 1);
    const next = items.find((place) => !shown.has(place.id));
    const fresh = next === undefined ? null : cardOf(next);
    if (next !== undefined) names.set(next.id, next.item.title);
    const neighbour = fresh ?? card.nextElementSibling ?? card.previousElementSibling;
    const focused = card.contains(document.activeElement);
    if (fresh === null) card.remove();
    else card.replaceWith(fresh);
    if (fresh !== null) impressions.watch(fresh);
    if (focused) (neighbour?.querySelector<HTMLElement>('[data-slot="dismiss"]') ?? neighbour?.querySelector('a'))?.focus();
    status.textContent = text('dismissed', { item: names.get(id) ?? id });
  };

  const cards = answer.items.flatMap((place) => cardOf(place) ?? []);
  await untilUnfocused(room.place);
  room.fill(cards);
  element.append(status);
  for (const type of ['click', 'auxclick']) room.place.addEventListener(type, clicked);
  for (const card of cards) impressions.watch(card);
  return () => {
    impressions.stop();
    for (const type of ['click', 'auxclick']) room.place.removeEventListener(type, clicked);
    status.remove();
    room.restore();
  };
}

function ask(element: HTMLElement, shelf: Shelf, count: number): Promise<Answer> {
  const item = element.getAttribute('item');
  if (item !== null) return shelf.related(item, { count });
  const scenario = (element.getAttribute('scenario') ?? 'home') as RecommendRequest['scenario'] & string;
  return shelf.recommend({ scenario, count });
}

function countOf(element: HTMLElement): number | null {
  const count = Math.floor(Number(element.getAttribute('count')));
  return count > 0 ? count : null;
}

async function titlesOf(shelf: Shelf): Promise<Map<string, string>> {
  const { items } = await shelf.recentlyViewed({ count: NAMED });
  return new Map(items.flatMap(({ id, item }) => (item.title === undefined ? [] : [[id, item.title]])));
}

/** Said by screen readers, seen by nobody. */
function hideFromSight({ style }: HTMLElement): void {
  style.position = 'absolute';
  style.width = '1px';
  style.height = '1px';
  style.overflow = 'hidden';
  style.clipPath = 'inset(50%)';
  style.whiteSpace = 'nowrap';
}
