import {
  attribute,
  childrenOf,
  contains,
  find,
  heightOf,
  isConnected,
  listen,
  localName,
  partsOf,
  remove,
  setText,
  styleOf,
  textWithin,
  unlisten,
} from '../core/page/page-nodes.js';
import { activeElement } from '../core/page/platform.js';
import { adoptStyle } from './markup/adopt-style.js';
import { makeElement } from './markup/make-element.js';
import { isOwn, OWN_SLOT, openTemplate, putFirst, shopNodesOf, unveil } from './markup/own-nodes.js';

/** Where the shop's card is: Vue cannot hydrate a `<template>`, so any hidden element may be marked. */
const TEMPLATE_SELECTOR = 'template,[data-slot="template"]';
/** `nodeType` of a text. */
const TEXT = 3;
/** Cards come first, and what follows them is the shop's. A rule, not a property: items that a framework adds later are hidden too. */
const HIDE = '[data-onshelf-card]~:not([data-onshelf-card]){display:none!important}';

/** The slot of a list element that contains the cards. */
export interface ListSlot {
  /** The element that contains the cards. */
  readonly place: HTMLElement;
  /** The shop's template of a card; null: none. */
  readonly template: Element | null;
  /** Number of elements in it, of which the first one is the card; null without a template. */
  readonly parts: number | null;
  /** Number of the shop's own items. */
  readonly fallback: number;
}

/**
 * Finds the slot: the element marked `data-slot="items"`, or a new list for the end of the element.
 *
 * @param element the list element
 */
export function listSlot(element: HTMLElement): ListSlot {
  const place = find(element, '[data-slot="items"]') ?? makeElement('ul', { 'data-slot': 'items', role: 'list', slot: OWN_SLOT });
  const template = find<HTMLTemplateElement>(element, TEMPLATE_SELECTOR);
  if (template?.content) openTemplate(template);
  const parts = template && partsOf(template);
  return {
    place,
    template: parts?.[0] ?? null,
    parts: parts?.length ?? null,
    fallback: childrenOf(place).filter((child) => !isOwn(child) && child !== template && localName(child) !== 'template').length,
  };
}

/**
 * Shows cards in place of the shop's items, which stay in the page, hidden. The height does not shrink, so that nothing below moves up.
 *
 * @param element the list element
 * @param place of its slot
 * @param cards at least one
 * @param before the cards on the page, which are removed
 */
export function fillSlot(element: HTMLElement, place: HTMLElement, cards: readonly Element[], before: readonly Element[]): void {
  const height = heightOf(place);
  // The element's own slots put a list of this library last, wherever it is among the nodes.
  if (!isConnected(place) && attribute(place, 'slot') === OWN_SLOT) putFirst(element, place);
  for (const node of shopNodesOf(place)) {
    // A text cannot be hidden by a rule.
    const text = node.nodeType === TEXT ? textWithin(node) : null;
    if (!text?.trim()) continue;
    hiddenTexts.set(place, [...(hiddenTexts.get(place) ?? []), [node, text]]);
    setText(node, '');
  }
  if (!adoptStyle(place, HIDE)) showItems(place, false);
  putFirst(place, ...cards);
  for (const card of before) remove(card);
  if (heightOf(place) < height) styleOf(place).minHeight = `${height}px`;
}

const hiddenTexts = new WeakMap<Element, (readonly [node: Node, text: string])[]>();

/** Shows the shop's own items again, once the cards are removed. */
export function restoreSlot(element: HTMLElement, place: HTMLElement, cards: readonly Element[]): void {
  for (const card of cards) remove(card);
  styleOf(place).minHeight = '';
  for (const [node, text] of hiddenTexts.get(place) ?? []) if (textWithin(node) === '') setText(node, text);
  hiddenTexts.delete(place);
  showItems(place, true);
  unveil(place);
  if (!isOwn(place)) return;
  remove(place);
  unveil(element);
}

/** For browsers without constructed style sheets. */
function showItems(place: HTMLElement, shown: boolean): void {
  for (const child of childrenOf(place)) {
    if (isOwn(child)) continue;
    const style = styleOf(child as HTMLElement);
    if (!shown) style.setProperty('display', 'none', 'important');
    else if (style.getPropertyPriority('display') !== '') style.removeProperty('display');
  }
}

/** Waits until the focus is elsewhere, so that a focused card is not removed. */
export function untilUnfocused(place: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (contains(place, activeElement())) return;
      unlisten(place, 'focusout', later);
      resolve();
    };
    // During the event, nothing has the focus.
    const later = (): void => void setTimeout(look);
    listen(place, 'focusout', later);
    look();
  });
}
