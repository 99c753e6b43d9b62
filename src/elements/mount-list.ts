import { messageOf } from '../core/onshelf-error.js';
import { append, attribute, closest, isConnected, remove, setText, styleOf } from '../core/page/page-nodes.js';
import { bareObject } from '../core/text/bare-object.js';
import { warnOnce } from '../core/text/warn-once.js';
import type { Shelf } from '../types/shelf.js';
import { listSlot, restoreSlot, untilUnfocused } from './list-slot.js';
import { adoptStyle } from './markup/adopt-style.js';
import { openSlots, ownSlot, shopSlot } from './markup/host-slots.js';
import { makeElement } from './markup/make-element.js';
import { markOwn, removeCopies } from './markup/own-nodes.js';
import { joinPage, type PageList } from './page-lists.js';
import { cardCount, isWhole, type RenderedList, renderList } from './render-list.js';
import { isForeign } from './request/foreign-attributes.js';
import { watchShelf } from './watch-shelf.js';

const ends = new WeakMap<HTMLElement, () => void>();

/**
 * Fills `<onshelf-list>` with cards, see `renderList`, and keeps it true: it is filled again when its attributes or the shop's content change, when
 * lists of before do not hold any more, and, while the shelf has only an early list or none, at each change of the shelf. What was asked for last is
 * what is shown. The shop's own nodes stay in the page.
 *
 * @param element with the attributes of a list, and the shop's `<template>` of a card
 * @param shelf makes the list
 * @returns a function that restores the content and stops
 */
export async function mountList(element: HTMLElement, shelf: Shelf): Promise<() => void> {
  // An element has one list at a time.
  ends.get(element)?.();
  removeCopies(element);
  const status = makeElement('span', { role: 'status' });
  hideFromSight(status);
  const fill = openSlots(element);
  if (fill) fill(shopSlot(), ownSlot(), status);
  else append(element, status);
  markOwn(status);

  let list: RenderedList | null = null;
  /** Of the latest request. */
  let slot = listSlot(element);
  let [ended, asking, atOnce] = [false, false, false];
  /** Counts what was asked for; only the latest counts. */
  let wanted = 0;
  let wake = (): void => {};
  const entry: PageList = {
    element,
    ids: [],
    why: 'it has not been asked for yet',
    count: cardCount(element, slot),
    // React 18 writes `repeats={false}` so.
    repeats: () => entry.free === true || ![null, 'false'].includes(attribute(element, 'repeats')),
    drop: async (id) => list?.drop(id),
    refresh: () => refresh(),
  };
  /** Whether the shelf has changed since an early list was asked for: it is shown all the same, and a better one may follow. */
  let better = true;
  const look = async (): Promise<void> => {
    // One request at a time; a change during it causes another.
    if (asking) return;
    asking = true;
    for (let turn = -1; !ended && (turn !== wanted || (better && list?.early !== false)); ) {
      turn = wanted;
      better = false;
      const isOver = (): boolean => ended || turn !== wanted;
      const untilCalm = (place: HTMLElement): Promise<void> =>
        Promise.race([
          atOnce ? undefined : untilUnfocused(place),
          new Promise<void>((resolve) => {
            wake = resolve;
          }),
        ]);
      const say = (sentence: string): void => setText(status, sentence);
      slot = listSlot(element);
      await applyLayout(element).catch(tellFailure);
      list = await renderList({ element, shelf, entry, say, isOver, untilCalm, before: list }).catch((error: unknown) => {
        // The content stays.
        tellFailure(error);
        return list;
      });
      // One that was asked for anew meanwhile keeps its items until it chooses again.
      if (isOver() && !ended) continue;
      entry.ids = list?.ids() ?? [];
      atOnce = false;
    }
    asking = false;
  };
  const refresh = (): void => {
    wanted++;
    wake();
    void look();
  };

  const stops = [
    joinPage(entry),
    // Before the first request, so that no change is missed.
    watchShelf(shelf, {
      changed: () => {
        better = true;
        if (list?.early !== false) void look();
      },
      outdated: (returned) => {
        atOnce ||= returned;
        // All lists choose anew, the first one first.
        entry.ids = [];
        refresh();
      },
      hidden: (ids) => {
        for (const id of ids) void entry.drop(id);
      },
      recorded: (events) => {
        const follows = list?.question.follows;
        if (follows && follows.of(events).join() !== follows.ids.join()) refresh();
      },
    }),
    observe(element, { attributes: true }, (records) => {
      if (records.some(({ attributeName: name }) => name === 'lang' || !isForeign(name ?? ''))) refresh();
    }),
    observe(element, { childList: true, subtree: true }, () => {
      const now = listSlot(element);
      // Without a marked place, there is none in the page until there are cards.
      const moved = now.place !== slot.place && (isConnected(now.place) || isConnected(slot.place));
      if (list === null ? moved || now.template !== slot.template || now.fallback !== slot.fallback : !isWhole(list, now)) refresh();
    }),
  ];
  const html = closest(element, 'html');
  if (html !== null) stops.push(observe(html, { attributeFilter: ['lang'] }, refresh));
  const end = (): void => {
    if (ended) return;
    ended = true;
    wake();
    for (const stop of stops) stop();
    list?.stop();
    entry.shopOrder?.stop();
    if (list !== null) restoreSlot(element, list.slot.place, list.cards());
    remove(status);
  };
  ends.set(element, end);
  await look();
  return end;
}

/** A part that cannot be loaded, or a shelf that fails. */
const tellFailure = (error: unknown): void => warnOnce('list', 'worker-failed', `a list cannot be filled: ${messageOf(error)}`);

/** Calls back with changes of the page; returns a function that stops. */
function observe(node: Node, what: MutationObserverInit, changed: (records: readonly MutationRecord[]) => void): () => void {
  if (typeof MutationObserver === 'undefined') return () => {};
  const observer = new MutationObserver(changed);
  observer.observe(node, bareObject(what));
  return () => observer.disconnect();
}

/** Adds the rules of `layout="grid"`, where the element asks for it. */
async function applyLayout(element: HTMLElement): Promise<void> {
  if (attribute(element, 'layout') !== 'grid') return;
  const { GRID_STYLE } = await import('./looks/grid-style.js');
  if (!adoptStyle(element, GRID_STYLE))
    warnOnce('layout', 'not-applicable', 'layout="grid" needs a newer browser (constructed style sheets); the page\'s own styles apply.');
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
