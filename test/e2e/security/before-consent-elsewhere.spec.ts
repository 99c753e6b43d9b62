import { PLAIN_BROWSERS } from '../tools/plain-browsers.js';
import { expect, test } from '../tools/site.js';
import { callsByName } from './journey/shopper-journey.js';

/** Opens a page and a frame of it, each with a shelf: to storage they are two tabs. */
const OPEN = `
  const frame = document.createElement('iframe');
  frame.src = '/pages/traced.html?frame';
  document.body.append(frame);
  globalThis.windows = [globalThis, frame.contentWindow];
  for (const tries of Array(400)) {
    if (frame.contentWindow.createShelf !== undefined && globalThis.createShelf !== undefined) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  windows[1] = frame.contentWindow;
  for (const one of windows) {
    // Pages that a driver acts in may count as untouched.
    Object.defineProperty(one.Navigator.prototype, 'userActivation', { get: () => ({ hasBeenActive: true }) });
    one.shelf = await one.createShelf({ pack: '/pack/pack.json', backend: 'js', workerUrl: '/pages/traced-worker.js' });
    for (let tries = 0; (await one.shelf.health()).pack === null && tries < 400; tries++) await new Promise((resolve) => setTimeout(resolve, 50));
  }`;
/** All that a page of its origin can find out of its storage. */
const LOOK = `
  const { held, pending } = await navigator.locks.query();
  return {
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    localStorage: Object.keys(localStorage),
    sessionStorage: Object.keys(sessionStorage),
    cookies: document.cookie,
    name: windows[0].name,
    locks: [...held, ...pending].length,
    bytes: (await navigator.storage?.estimate?.())?.usageDetails ?? {},
  };`;
const NOTHING = { databases: [], caches: [], localStorage: [], sessionStorage: [], cookies: '', name: '', locks: 0, bytes: {} };
/** Every list, and all that is asked of the profile; nothing is granted, and nothing is taken back. */
const CALLS = [
  'recommend',
  'related',
  'boughtTogether',
  'trending',
  'newArrivals',
  'onSale',
  'recentlyViewed',
  'buyAgain',
  'savedForLater',
];
const MORE = [
  'rerank',
  'because',
  'next',
  'segments',
  'nextBest',
  'explain',
  'quiz',
  'items',
  'diagnose',
  'profile.inspect',
  'profile.export',
];
const REST = ['privacy.receipt', 'privacy.describe', 'privacy.leak', 'consent.receipt', 'health', 'measure', 'track', 'feedback'];
const SHOPPER = { history: [['view_item', { items: [{ item_id: 'tent-001' }] }]], account: 'anna', brought: [] } as const;
const EVENTS = 'return Promise.all(windows.map(async ({ shelf }) => (await shelf.profile.inspect()).events.length));';

for (const { name, missing, open } of PLAIN_BROWSERS) {
  test(`in ${name}${missing === '' ? '' : ` (skipped: ${missing})`}, nothing is stored or named before consent, whatever is called, nor after a refusal, which two documents hear of`, async ({
    site,
  }) => {
    test.skip(missing !== '', missing);
    test.setTimeout(120_000);
    const browser = await open();
    try {
      await browser.open(`${site.address}pages/traced.html`);
      await browser.run(OPEN);
      const calls = [...REST.slice(-2), ...CALLS, ...MORE, ...REST.slice(0, -2)];
      expect(await browser.run(callsByName(calls, SHOPPER))).toEqual(Object.fromEntries(calls.map((call) => [call, 'made'])));
      await browser.run(`await windows[1].shelf.track('view_item', { items: [{ item_id: 'tent-005' }] });`);
      expect(await browser.run(LOOK)).toEqual(NOTHING);
      expect(await browser.run('return windows.map((one) => one.named);')).toEqual([[], []]);

      expect(await browser.run(EVENTS)).toEqual([expect.any(Number), 1]);
      await browser.run('await windows[0].shelf.profile.erase();');
      await expect.poll(() => browser.run(EVENTS)).toEqual([0, 0]);
      expect(await browser.run(LOOK)).toEqual(NOTHING);

      // The look finds what there is, and it is gone after a refusal.
      await browser.run(`await windows[0].shelf.consent.set('granted', { by: 'shopper' });`);
      await expect.poll(() => browser.run('return windows[1].shelf.consent.state;')).toBe('granted');
      expect(await browser.run(`return (await windows[1].shelf.track('view_item', { items: [{ item_id: 'tent-009' }] })).kept;`)).toBe(
        'stored',
      );
      expect(await browser.run(LOOK)).toMatchObject({ localStorage: ['onshelf:onshelf'], databases: [{ name: 'onshelf' }] });
      expect(await browser.run('return [...new Set(windows.flatMap((one) => one.named).map(([call]) => call))];')).toEqual(
        expect.arrayContaining(['BroadcastChannel', 'LockManager.request', 'IDBFactory.open']),
      );
      await browser.run(`await windows[1].shelf.consent.set('unknown', { by: 'shopper' });`);
      await expect.poll(() => browser.run(LOOK)).toEqual({ ...NOTHING, bytes: expect.anything() });
      await expect.poll(() => browser.run(EVENTS)).toEqual([0, 0]);
      expect(await browser.run('return windows.flatMap((one) => one.faults);')).toEqual([]);
    } finally {
      await browser.close();
    }
  });
}
