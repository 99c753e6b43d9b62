import type { Shelf } from '../types/shelf.js';
import { checkAttributes } from './check-attributes.js';
import { renderList } from './render-list.js';

/**
 * Fills `<onshelf-list>` with cards, see `fillList`. Where the shelf has nothing better than what the shop has put there, as long as the pack is on
 * its way, it is asked again each time it tells of a change, until there are cards.
 *
 * @param element with attributes `scenario`, `count`, `item`, and the shop's `<template>` of a card within
 * @param shelf answers
 * @returns puts back what was there, and asks no more
 */
export async function mountList(element: HTMLElement, shelf: Shelf): Promise<() => void> {
  checkAttributes(element);
  let restore: (() => void) | null = null;
  let [ended, asking, changed] = [false, false, false];
  const look = async (): Promise<void> => {
    changed = true;
    // One question at a time: what is told meanwhile is asked about afterwards.
    if (asking) return;
    asking = true;
    while (changed && restore === null && !ended) {
      changed = false;
      // What cannot be had leaves what the shop has put there.
      restore = await renderList(element, shelf, () => ended).catch(() => null);
    }
    asking = false;
    if (restore !== null) stop();
  };
  // Before the first question: what comes while it is answered is not missed.
  // A shelf of the page's own making may tell of nothing.
  const stop = (shelf as Partial<Shelf>).subscribe?.(() => void look()) ?? ((): void => {});
  await look();
  return () => {
    ended = true;
    stop();
    restore?.();
  };
}
