import { DEFAULT_COUNT } from '../core/default-count.js';
import {
  append,
  attribute,
  closest,
  contains,
  find,
  findAll,
  focus,
  isConnected,
  listen,
  nextElement,
  previousElement,
  remove,
  replaceWith,
  setText,
  styleOf,
  unlisten,
} from '../core/page/page-nodes.js';
import { activeElement } from '../core/page/platform.js';
import { bareObject } from '../core/text/bare-object.js';
import type { Answer, RecommendedItem } from '../types/answer.js';
import type { Shelf } from '../types/shelf.js';
import { isScenario } from './check-attributes.js';
import { textsOf } from './element-texts.js';
import { type ListSlot, listSlot, untilUnfocused } from './list-slot.js';
import { makeElement } from './make-element.js';
import { defaultTemplate, renderCard } from './render-card.js';
import { strongestReason } from './strongest-reason.js';
import { watchImpressions } from './watch-impressions.js';

const CARD = '[data-onshelf-card]';
/** Items looked at whose titles a reason may name. */
const NAMED = 100;

/** A list on the page. */
export interface RenderedList {
  /** Whether it was made before the whole pack was there, so that a better one may follow. */
  early: boolean;
  /** Its items' records. */
  readonly shown: string;
  readonly slot: ListSlot;
  /** Stops recording what happens to its cards. */
  stop(): void;
}

/**
 * Fills `<onshelf-list>` with cards: of its `scenario`, or related to its `item`. The shop's own content stays if there is no better list. Records
 * impressions, clicks and dismissals as events of the list.
 *
 * @param element with attributes `scenario`, `count`, `item`, and the shop's `<template>` of a card
 * @param shelf makes the list
 * @param isOver whether the list is no longer wanted; then nothing changes
 * @param before the list on the page; null: the shop's own content
 * @returns the list on the page; null if that is the shop's own content
 */
export async function renderList(
  element: HTMLElement,
  shelf: Shelf,
  isOver: () => boolean,
  before: RenderedList | null,
): Promise<RenderedList | null> {
  const text = textsOf(element);
  const slot = before?.slot ?? listSlot(element);
  const count = Math.min(countOf(element) ?? DEFAULT_COUNT, slot.fallback.length || Number.POSITIVE_INFINITY);
  const answer = await ask(element, shelf, count);
  if (answer.servedBy.model === 'fallback' || answer.items.length === 0) return before;
  const early = answer.trace.notes.some(({ code }) => /-loading$/.test(code));
  const shown = JSON.stringify(answer.items.map(({ item }) => item));
  if (before?.shown === shown) {
    before.early = early;
    return before;
  }

  const template = find<HTMLTemplateElement>(element, 'template')?.content ?? defaultTemplate();
  // Asked for only if a reason names an item: it needs the pack, which the list of a first visit does not wait for.
  const named = answer.items.some(({ reasons }) => reasons.some((reason) => 'itemId' in reason));
  const titles = named && find(template, '[data-slot="reason"]') !== null ? await titlesOf(shelf) : new Map<string, string>();
  const speaking = closest(element, '[lang]');
  const language = (speaking && attribute(speaking, 'lang')) || navigator.language;
  const cardOf = (place: RecommendedItem): HTMLElement | null =>
    renderCard(template, place, { reason: strongestReason(place, titles, text), dismiss: text('dismiss') }, language);
  const idOf = (node: EventTarget | null): string | undefined => {
    const card = closest(node, CARD);
    return (card && attribute(card, 'data-onshelf-card')) ?? undefined;
  };
  const record = (name: 'view_item_list' | 'select_item', ids: readonly string[]): void =>
    void shelf.track(name, {
      // A replacement of a dismissed item has index -1, which the recorder drops.
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
    const { target } = event;
    const id = idOf(target);
    if (id === undefined) return;
    if (closest(target, '[data-slot="dismiss"]') !== null) {
      // One after another: each looks for an item that is not shown yet.
      turn = turn.then(() => dismiss(id, target)).catch(() => {});
    } else if (closest(target, 'a[href]') !== null) record('select_item', [id]);
  };
  const status = makeElement('span', { role: 'status' });
  hideFromSight(status);

  let turn = Promise.resolve();
  const names = new Map(answer.items.map((place) => [place.id, place.item.title]));
  /** Removes a card, hides its item, and shows the next best one in its place. */
  const dismiss = async (id: string, target: EventTarget | null): Promise<void> => {
    const card = closest(target, CARD);
    // Clicked twice, or removed meanwhile.
    if (card === null || !isConnected(card)) return;
    await shelf.feedback(id, 'hide');
    const there = new Set(findAll(slot.place, CARD).map(idOf));
    const { items } = await ask(element, shelf, count + 1);
    const next = items.find((place) => !there.has(place.id));
    const fresh = next === undefined ? null : cardOf(next);
    if (next !== undefined) names.set(next.id, next.item.title);
    const neighbour = fresh ?? nextElement(card) ?? previousElement(card);
    const focused = contains(card, activeElement());
    if (fresh === null) remove(card);
    else replaceWith(card, fresh);
    if (fresh !== null) impressions.watch(fresh);
    const goingTo = focused && neighbour ? (find(neighbour, '[data-slot="dismiss"]') ?? find(neighbour, 'a')) : null;
    if (goingTo !== null) focus(goingTo);
    setText(status, text('dismissed', { item: names.get(id) ?? id }));
  };

  const cards = answer.items.flatMap((place) => cardOf(place) ?? []);
  await untilUnfocused(slot.place);
  if (isOver()) return before;
  before?.stop();
  slot.fill(cards);
  append(element, status);
  for (const type of ['click', 'auxclick']) listen(slot.place, type, clicked);
  for (const card of cards) impressions.watch(card);
  return {
    early,
    shown,
    slot,
    stop: () => {
      impressions.stop();
      for (const type of ['click', 'auxclick']) unlisten(slot.place, type, clicked);
      remove(status);
    },
  };
}

function ask(element: HTMLElement, shelf: Shelf, count: number): Promise<Answer> {
  const item = attribute(element, 'item');
  if (item !== null) return shelf.related(item, bareObject({ count }));
  const scenario = attribute(element, 'scenario') ?? '';
  return shelf.recommend(bareObject({ scenario: isScenario(scenario) ? scenario : 'home', count }));
}

function countOf(element: HTMLElement): number | null {
  const count = Math.floor(Number(attribute(element, 'count')));
  return count > 0 ? count : null;
}

async function titlesOf(shelf: Shelf): Promise<Map<string, string>> {
  const { items } = await shelf.recentlyViewed(bareObject({ count: NAMED }));
  return new Map(items.flatMap(({ id, item }) => (item.title === undefined ? [] : [[id, item.title]])));
}

/** Hides an element visually, but not from screen readers. */
function hideFromSight(element: HTMLElement): void {
  const style = styleOf(element);
  style.position = 'absolute';
  style.width = '1px';
  style.height = '1px';
  style.overflow = 'hidden';
  style.clipPath = 'inset(50%)';
  style.whiteSpace = 'nowrap';
}
