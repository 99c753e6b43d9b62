import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '../../src/core/numbers/random.js';
import { expect, openShelf } from '../e2e/tools/site.js';
import { killBrowser } from './tools/browser-processes.js';
import { expectNoFaults, healthOf, knownMarks, scoresAt, trackMarked } from './tools/marked-events.js';
import { firstPage, noteCost, test } from './tools/shop-browser.js';

const granted = { consent: 'granted', backend: 'js' } as const;
/** Events tracked in one turn, and so in one transaction. */
const BATCH = 4;

test('F6: a browser killed at any moment keeps every acknowledged event, whole batches, and the resulting list', async ({
  launch,
  profile,
  rounds,
  site,
}) => {
  test.setTimeout(180_000 + rounds * 20_000);
  const random = seededRandom(6);
  const acknowledged = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    const context = await launch();
    const page = await firstPage(context);
    const gone = new Promise<void>((resolve) => context.on('close', () => resolve()));
    await page.exposeFunction('acknowledge', (marks: string[]) => {
      for (const mark of marks) acknowledged.add(mark);
    });
    await openShelf(page, site, granted);
    await trackMarked(page, []);
    // The page continues by itself until it is killed.
    await page.evaluate(
      ({ prefix, batch }) => {
        const { trackInPage: track, acknowledge } = globalThis as unknown as {
          trackInPage: (marks: string[]) => Promise<string[]>;
          acknowledge: (marks: string[]) => Promise<void>;
        };
        const go = async (): Promise<void> => {
          for (let group = 0; group < 40; group++) {
            const marks = Array.from({ length: batch }, (_, index) => `${prefix}-${group}-${index}`);
            void track(marks).then(acknowledge);
            if (group % 3 === 0) await shelf.recommend({ count: 5 });
            await new Promise((resolve) => setTimeout(resolve, 5 + ((group * 7) % 20)));
          }
        };
        void go();
      },
      { prefix: `round-${round}`, batch: BATCH },
    );
    await page.waitForTimeout(random() * 900);
    killBrowser(profile);
    await gone;
  }

  const page = await firstPage(await launch());
  await openShelf(page, site, granted);
  const stored = await knownMarks(page);
  expect(new Set(stored).size, 'no event twice').toBe(stored.length);
  const missing = [...acknowledged].filter((mark) => !stored.includes(mark));
  // A browser may throw away a database that it finds damaged; what was noted tells this from a fault of the library.
  expect(missing, JSON.stringify(missing.length > 0 ? await healthOf(page) : null)).toEqual([]);
  const groups = new Map<string, number>();
  for (const mark of stored) {
    const group = mark.slice(0, mark.lastIndexOf('-'));
    groups.set(group, (groups.get(group) ?? 0) + 1);
  }
  expect([...groups].filter(([, size]) => size !== BATCH)).toEqual([]);
  expect((await healthOf(page)).lostEvents).toBe(0);
  expect(acknowledged.size).toBeGreaterThan(0);
  await expectNoFaults(page);

  const exported = await page.evaluate(() => shelf.profile.export());
  const fresh = mkdtempSync(join(tmpdir(), 'onshelf-fault-'));
  const elsewhere = await launch({ profile: fresh });
  const other = await firstPage(elsewhere);
  await openShelf(other, site, granted);
  expect(await other.evaluate((data) => shelf.profile.import(data), exported)).toEqual({ done: true, added: stored.length });
  const now = Date.now();
  expect(await scoresAt(page, now)).toEqual(await scoresAt(other, now));
  await elsewhere.close();
  rmSync(fresh, { recursive: true, force: true });
  noteCost({ runs: rounds, acknowledged: acknowledged.size, lost: 0 });
});
