import type { PlainBrowser } from '../../tools/plain-browsers.js';
import { type RecordingProxy, SHOP } from './recording-proxy.js';
import { type JourneyShopper, LAST_CALLS, SHELF_CALLS } from './shelf-calls.js';

/** Folders of the shop that shoppers visit. */
export const SHOP_FOLDERS = { '/': 'demo/dist', '/pages/': 'test/e2e/pages', '/dist/': 'dist' };

/** Longer than a page waits before it loads the parts of the worker that it may need. */
const QUIET_MS = 3000;

/** A list without pictures, and the panel. */
const MARKUP = `<onshelf-list count="4"><template><li><a data-slot="link"><span data-slot="title"></span></a></li></template>
  <ul data-slot="items"><li>One</li><li>Two</li><li>Three</li><li>Four</li></ul></onshelf-list><onshelf-panel></onshelf-panel>`;

const openShelf = (options: object): string => `
  while (globalThis.createShelf === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
  globalThis.shelf = await createShelf({ pack: '/pack/pack.json', backend: 'js', ...${JSON.stringify(options)} });
  for (let tries = 0; (await shelf.health()).pack === null && tries < 400; tries++) await new Promise((resolve) => setTimeout(resolve, 50));`;

const openTag = `
  const shelf = globalThis.shelf = await new Promise((resolve) => onshelf('ready', resolve));
  for (let tries = 0; (await shelf.health()).pack === null && tries < 400; tries++) await new Promise((resolve) => setTimeout(resolve, 50));
  document.body.innerHTML = ${JSON.stringify(MARKUP)};
  onshelf('track', 'view_item', { items: [{ item_id: 'tent-002' }] });
  onshelf('diagnose');
  for (let tries = 0; document.querySelectorAll('[data-onshelf-card]').length < 4 && tries < 400; tries++) await new Promise((resolve) => setTimeout(resolve, 50));`;

/** Makes calls by their names; returns how each went. */
export const callsByName = (names: readonly string[], shopper: JourneyShopper): string => `
  const calls = { ${names.map((name) => `${JSON.stringify(name)}: ${SHELF_CALLS[name as keyof typeof SHELF_CALLS]}`).join(',\n')} };
  const outcomes = {};
  for (const [name, call] of Object.entries(calls)) {
    try { await call(shelf, ${JSON.stringify(shopper)}); outcomes[name] = 'made'; } catch (error) { outcomes[name] = String(error); }
  }
  return outcomes;`;

/** What a journey came to. */
export interface JourneyOutcome {
  /** By name of the call: `made`, or why it failed. */
  readonly calls: Readonly<Record<string, string>>;
  /** Number of events that were known of the shopper before the last calls. */
  readonly events: number;
  /** Which knowledge made the list of the last visit. */
  readonly model: string;
}

/**
 * Visits the shop as a shopper does: a first visit on which consent is granted, visits to pages that refuse workers, that seal the engine, that have the tag with its elements,
 * and that learn on the device, and a last one on which every call is made, up to erasing everything.
 *
 * @param browser whose requests go through the proxy
 * @param proxy waits until a page has loaded whatever it loads by itself
 */
export async function takeJourney(browser: PlainBrowser, proxy: RecordingProxy, shopper: JourneyShopper): Promise<JourneyOutcome> {
  const names = Object.keys(SHELF_CALLS);
  const early = names.filter((name) => !LAST_CALLS.includes(name));
  await browser.open(`${SHOP}pages/`);
  await browser.run(openShelf({}));
  // What a page loads by itself is there before the shopper acts: whoever has more to do would otherwise ask for a part later than others.
  await proxy.untilQuiet(QUIET_MS);
  const calls = (await browser.run(callsByName(early, shopper))) as Record<string, string>;
  await proxy.untilQuiet(QUIET_MS);
  await browser.open(`${SHOP}pages/strict.html`);
  await browser.run(openShelf({}));
  await browser.run('await shelf.recommend(); await shelf.because();');
  // Whoever leaves a page early leaves it before its pack is stored, and asks for a file again: time decides that, so all have enough of it.
  await proxy.untilQuiet(QUIET_MS);
  await browser.open(`${SHOP}pages/`);
  await browser.run(openShelf({ sealed: 'required' }));
  await browser.run('await shelf.recommend(); await shelf.because();');
  await proxy.untilQuiet(QUIET_MS);
  await browser.open(`${SHOP}pages/tag.html`);
  await browser.run(openTag);
  await proxy.untilQuiet(QUIET_MS);
  await browser.open(`${SHOP}pages/`);
  await browser.run(openShelf({ learning: true }));
  await proxy.untilQuiet(QUIET_MS);
  const [events, model] = (await browser.run(
    'return [(await shelf.profile.inspect()).events.length, (await shelf.recommend()).servedBy.model];',
  )) as [number, string];
  Object.assign(calls, await browser.run(callsByName(names, shopper)));
  await proxy.untilQuiet(QUIET_MS);
  return { calls, events, model };
}
