import type { Shelf } from '../types/shelf.js';
import { checkAttributes } from './check-attributes.js';
import { type RenderedList, renderList } from './render-list.js';

/**
 * Fills `<onshelf-list>` with cards, see `renderList`. While the shelf has no better list than the shop's own content, for instance until the pack is
 * loaded, or only the list of a first visit, it tries again at each change; and when the shopper comes back to the page as it was left.
 *
 * @param element with attributes `scenario`, `count`, `item`, and the shop's `<template>` of a card
 * @param shelf makes the list
 * @returns a function that restores the content and stops
 */
export async function mountList(element: HTMLElement, shelf: Shelf): Promise<() => void> {
  checkAttributes(element);
  let list: RenderedList | null = null;
  let [ended, asking, changed, restored] = [false, false, false, false];
  const look = async (): Promise<void> => {
    changed = true;
    // One request at a time; a change during it causes another.
    if (asking) return;
    asking = true;
    while (changed && (list?.early !== false || restored) && !ended) {
      changed = restored = false;
      // On failure the content stays.
      list = await renderList(element, shelf, () => ended, list).catch(() => list);
    }
    asking = false;
  };
  // Before the first request, so that no change is missed. A page's own shelf may lack `subscribe`.
  const stop =
    (shelf as Partial<Shelf>).subscribe?.((note) => {
      restored ||= note?.code === 'page-restored';
      void look();
    }) ?? ((): void => {});
  await look();
  return () => {
    ended = true;
    stop();
    list?.stop();
    list?.slot.restore();
  };
}
