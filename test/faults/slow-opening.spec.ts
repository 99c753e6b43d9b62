import { expect, home, openShelf } from '../e2e/tools/site.js';
import { expectNoFaults, healthOf, knownMarks, trackMarked } from './tools/marked-events.js';
import { CHROMIUM_ONLY, firstPage, noteCost, test } from './tools/shop-browser.js';

const granted = { consent: 'granted', backend: 'js' } as const;

declare global {
  /** Continues every request that was held back. */
  var letThrough: () => void;
}

/** Calls that never settle in a browser that does not answer; this runs before the page's own code. */
const HANGS: [string, () => void][] = [
  [
    'indexedDB.open()',
    () => {
      const held: IDBOpenDBRequest[] = [];
      let holds = true;
      globalThis.letThrough = () => {
        holds = false;
        for (const request of held) request.dispatchEvent(new Event('success'));
      };
      const open = IDBFactory.prototype.open;
      IDBFactory.prototype.open = function (...given) {
        const request = open.apply(this, given);
        // First of the listeners, so that no other one gets the event.
        request.addEventListener('success', (event) => {
          if (!holds) return;
          event.stopImmediatePropagation();
          held.push(request);
        });
        return request;
      };
    },
  ],
  [
    'storageBuckets.open()',
    () => {
      const held: (() => void)[] = [];
      let holds = true;
      globalThis.letThrough = () => {
        holds = false;
        for (const go of held) go();
      };
      const manager = Object.getPrototypeOf((navigator as unknown as { storageBuckets: object }).storageBuckets);
      const open = manager.open;
      manager.open = async function (...given: unknown[]) {
        if (holds) await new Promise<void>((resolve) => held.push(resolve));
        return open.apply(this, given);
      };
    },
  ],
];

for (const [name, hang] of HANGS) {
  for (const visit of ['first', 'second']) {
    test(
      `F11: on a ${visit} visit whose ${name} does not settle, there is a list anyway, and a late opening is used`,
      name.startsWith('storageBuckets') ? CHROMIUM_ONLY : {},
      async ({ launch, site }) => {
        const context = await launch();
        const before = visit === 'second' ? ['before-0', 'before-1'] : [];
        if (before.length > 0) {
          const earlier = await firstPage(context);
          await openShelf(earlier, site, granted);
          expect(await trackMarked(earlier, before)).toEqual(before);
          await earlier.goto('about:blank');
        }
        const page = await context.newPage();
        await page.addInitScript(hang);
        // The second visit relies on stored data; this test allows 30 s, not the deadline of 2.5 s.
        await openShelf(page, site, before.length > 0 ? { backend: 'js' } : granted);
        const popular = await home(page);
        expect(popular.length).toBe(20);
        expect(await trackMarked(page, ['during-0', 'during-1'])).toEqual([]);
        expect(await home(page)).not.toEqual(popular);
        expect(await healthOf(page)).toMatchObject({ mode: 'memory', unstoredEvents: 2 });
        await page.evaluate(() => globalThis.letThrough());
        await expect.poll(async () => (await healthOf(page)).mode).toBe('stored');
        const all = [...before, 'during-0', 'during-1'];
        await expect.poll(() => knownMarks(page)).toEqual(all);
        await expectNoFaults(page);
        await openShelf(page, site, { backend: 'js' }).catch(() => {});
        await page.evaluate(() => globalThis.letThrough());
        await expect.poll(() => knownMarks(page)).toEqual(all);
        noteCost({ runs: 1, acknowledged: before.length, lost: 0 });
      },
    );
  }
}

test('F11: a browser that does not answer which databases exist is not waited for', async ({ launch, site }) => {
  const page = await firstPage(await launch());
  await page.addInitScript(() => {
    const never = (): Promise<never> => new Promise(() => {});
    IDBFactory.prototype.databases = never;
    const { storageBuckets } = navigator as unknown as { storageBuckets?: object };
    if (storageBuckets !== undefined) Object.getPrototypeOf(storageBuckets).keys = never;
  });
  await openShelf(page, site, { backend: 'js' });
  const popular = await home(page);
  expect(await trackMarked(page, ['a-0', 'a-1'])).toEqual([]);
  expect(await home(page)).not.toEqual(popular);
  await expectNoFaults(page);
});
