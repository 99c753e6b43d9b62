import { expect, type Page } from '@playwright/test';
import { askTagShelf } from '../tools/tag-shelf.js';

/** A template of a card with all that tests read. */
export const TEMPLATE = `<template><li><a data-slot="link"><span data-slot="title"></span></a> <b data-slot="price"></b> <small data-slot="reason"></small>
  <button type="button" data-slot="dismiss"></button></li></template>`;
/** The shop's own items. */
export const OWN = '<ul class="cards" data-slot="items"><li>One</li><li>Two</li><li>Three</li><li>Four</li></ul>';

/**
 * Opens a page with nothing but the tag, waits for the pack, and writes markup into it.
 *
 * @param address of the bare page
 * @param markup with elements
 */
export async function openMarkup(page: Page, address: string, markup: string): Promise<void> {
  await page.goto(address);
  await packLoaded(page);
  await write(page, markup);
}

/** Writes markup into the page. */
export const write = (page: Page, markup: string): Promise<void> =>
  page.evaluate((html) => {
    const main = document.querySelector('main') as HTMLElement;
    main.innerHTML = html;
  }, markup);

/** Waits for the whole pack, so that no list is early. */
export const packLoaded = (page: Page): Promise<void> =>
  askTagShelf(page, async (shelf) => {
    for (let tries = 0; tries < 200; tries++) {
      if ((await shelf.health()).pack !== null) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

/** Records views of items. */
export const viewItems = (page: Page, ...ids: string[]): Promise<void> =>
  page.evaluate(async (all) => {
    const shelf = await new Promise<import('../../../src/index.js').Shelf>((resolve) => globalThis.onshelf('ready', resolve));
    for (const id of all) await shelf.track('view_item', { items: [{ item_id: id }] });
  }, ids);

/** The ids on a list's cards. */
export const cardIds = (page: Page, list = 'onshelf-list'): Promise<string[]> =>
  page.locator(`${list} [data-onshelf-card]`).evaluateAll((all) => all.map((card) => card.getAttribute('data-onshelf-card') ?? ''));

/** Waits for the cards of a list. */
export async function cardsOf(page: Page, list = 'onshelf-list', count = 4): Promise<string[]> {
  await expect(page.locator(`${list} [data-onshelf-card]`)).toHaveCount(count);
  return cardIds(page, list);
}

/** Collects what the library writes to the console. */
export function collectWarnings(page: Page): string[] {
  const warnings: string[] = [];
  page.on('console', (message) => {
    if (message.text().startsWith('onshelf:')) warnings.push(message.text());
  });
  return warnings;
}
