import type { Page } from '@playwright/test';
import { tagEvents } from './tag-shelf.js';

/** Milliseconds in which everything that a page said is heard. */
export const HEARD_MS = 1400;

/** The recorded events as `NAME ID`, once everything that was said is heard. */
export async function heardEvents(page: Page): Promise<string[]> {
  await page.waitForTimeout(HEARD_MS);
  return (await tagEvents(page)).map(([name, id]) => `${name} ${id}`);
}

/** Opens a page with the tag alone, and waits until the tag is there. */
export async function openBare(page: Page, address: string): Promise<void> {
  await page.goto(`${address}shop/bare.html`);
  await page.waitForFunction(() => 'loaded' in globalThis.onshelf);
}
