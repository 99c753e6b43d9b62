import { readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { expect, home, openShelf } from '../e2e/tools/site.js';
import { backingFiles, breakFiles } from './tools/backing-files.js';
import { expectNoFaults, healthOf, knownMarks, marksOf, trackMarked } from './tools/marked-events.js';
import { shopData } from './tools/raw-database.js';
import { ELSEWHERE_ONLY, firstPage, noteCost, test } from './tools/shop-browser.js';

const granted = { consent: 'granted', backend: 'js' } as const;

/** Damage to the files of the library's database between two visits. */
const WAYS: readonly [string, (paths: readonly string[]) => void][] = [
  ['its header overwritten', breakFiles],
  [
    'its files deleted',
    (paths) => {
      for (const path of paths) rmSync(path);
    },
  ],
  [
    'its files cut to a half',
    (paths) => {
      for (const path of paths) truncateSync(path, Math.floor(statSync(path).size / 2));
    },
  ],
  [
    'every hundredth byte of its second half flipped',
    (paths) => {
      for (const path of paths) {
        const bytes = readFileSync(path);
        for (let at = bytes.length >> 1; at < bytes.length; at += 100) bytes[at] ^= 0xff;
        writeFileSync(path, bytes);
      }
    },
  ],
];

for (const [way, damage] of WAYS) {
  test(
    `F9: with ${way}, personalisation is back within the page load, lost events are counted, and the shop's data is unchanged`,
    ELSEWHERE_ONLY,
    async ({ launch, backing, profile, site }) => {
      let context = await launch();
      let page = await firstPage(context);
      await openShelf(page, site, granted);
      // Attached: from now on the stored events are counted outside the database too.
      await home(page);
      const before = marksOf('before', 6);
      expect(await trackMarked(page, before)).toEqual(before);
      const own = backingFiles(profile, backing, 'default');
      await shopData(page, true);
      // As the page leaves, it notes outside how many events were stored.
      await page.goto('about:blank');
      await context.close();
      damage(backingFiles(profile, backing, 'default').filter((path) => own.includes(path)));

      context = await launch();
      page = await firstPage(context);
      await openShelf(page, site, { backend: 'js' });
      const popular = await home(page);
      expect(popular).toHaveLength(20);
      // The first read removes damaged records.
      await knownMarks(page);
      const known = await knownMarks(page);
      expect(known.filter((mark) => !before.includes(mark))).toEqual([]);
      // The record of consent was in it too.
      await page.evaluate(() => shelf.consent.set('granted'));
      expect(await trackMarked(page, ['after-0'])).toEqual(['after-0']);
      expect(await home(page)).not.toEqual(popular);
      expect((await healthOf(page)).lostEvents).toBe(before.length - known.length);
      expect(await shopData(page, false)).toBe('two tents');
      await expectNoFaults(page);
      await openShelf(page, site, { backend: 'js' });
      expect(await knownMarks(page)).toEqual([...known, 'after-0'].sort());
      noteCost({ runs: 1, acknowledged: before.length + 1, lost: before.length - known.length });
    },
  );
}
