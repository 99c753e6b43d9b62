import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { seededRandom } from '../../src/core/numbers/random.js';
import { expect, home, openShelf } from '../e2e/tools/site.js';
import { backingFiles, breakFiles } from './tools/backing-files.js';
import { expectNoFaults, healthOf, knownMarks, marksOf, trackMarked } from './tools/marked-events.js';
import { shopData } from './tools/raw-database.js';
import { CHROMIUM_ONLY, emptyFolder, firstPage, noteCost, test } from './tools/shop-browser.js';

const granted = { consent: 'granted', backend: 'js' } as const;

for (const where of ['own', 'default'] as const) {
  test(
    `F9: with the ${where} bucket's store broken, personalisation is back within the page load, and the shop's data is unchanged`,
    CHROMIUM_ONLY,
    async ({ launch, backing, profile, site }) => {
      let context = await launch();
      let page = await firstPage(context);
      await openShelf(page, site, granted);
      await shopData(page, true);
      const before = marksOf('before', 6);
      expect(await trackMarked(page, before)).toEqual(before);
      const list = await home(page);
      // As the page leaves, it notes outside how many events were stored.
      await page.goto('about:blank');
      await context.close();
      breakFiles(backingFiles(profile, backing, where));

      context = await launch();
      page = await firstPage(context);
      await openShelf(page, site, { backend: 'js' });
      const popular = await home(page);
      const kept = where === 'default' ? before : [];
      expect(await page.evaluate(() => shelf.consent.state)).toBe('granted');
      expect(await knownMarks(page)).toEqual(kept);
      if (where === 'default') expect(popular).toEqual(list);
      const health = await healthOf(page);
      expect(health.lostEvents).toBe(before.length - kept.length);
      expect(health.notes.map(({ message }) => message).join()).toMatch(
        where === 'own' ? /6 events stored earlier are damaged or missing/ : /^/,
      );
      expect(await trackMarked(page, ['after-0'])).toEqual(['after-0']);
      expect(await home(page)).not.toEqual(popular);
      if (where === 'own') expect(await shopData(page, false)).toBe('two tents');
      await expectNoFaults(page);
      await openShelf(page, site, { backend: 'js' });
      expect(await knownMarks(page)).toEqual([...kept, 'after-0'].sort());
      noteCost({ runs: 1, acknowledged: before.length + 1, lost: before.length - kept.length });
    },
  );
}

test(
  'F10: changed and missing bytes cause no wrong event and no exception, and lost events are counted',
  CHROMIUM_ONLY,
  async ({ launch, backing, profile, rounds, site }) => {
    test.setTimeout(180_000 + rounds * 20_000);
    const random = seededRandom(10);
    let [acknowledged, lost] = [0, 0];
    for (let round = 0; round < rounds; round++) {
      let context = await launch();
      let page = await firstPage(context);
      await openShelf(page, site, granted);
      // Attached: from now on the stored events are counted outside the database too.
      expect(await knownMarks(page)).toEqual([]);
      const marks = marksOf(`round-${round}`, 40);
      for (let at = 0; at < marks.length; at += 8) {
        expect(await trackMarked(page, marks.slice(at, at + 8), 2)).toHaveLength(8);
      }
      acknowledged += marks.length;
      await page.goto('about:blank');
      await context.close();
      for (const path of backingFiles(profile, backing, 'own')) {
        if (/CURRENT$/.test(path)) continue;
        const { size } = statSync(path);
        if (size === 0) continue;
        if (round % 2 === 0) {
          const bytes = readFileSync(path);
          for (let flip = 0; flip < 4; flip++) bytes[Math.floor(random() * size)] ^= 1 << Math.floor(random() * 8);
          writeFileSync(path, bytes);
        } else truncateSync(path, Math.floor(size * (0.3 + 0.7 * random())));
      }
      context = await launch();
      page = await firstPage(context);
      let crashes = 0;
      page.on('crash', () => crashes++);
      await openShelf(page, site, granted);
      // The first read removes damaged records.
      expect(await home(page)).toHaveLength(20);
      await knownMarks(page);
      const known = await knownMarks(page);
      const wrong = known.filter((mark) => !marks.includes(mark));
      expect(wrong, `round ${round}`).toEqual([]);
      expect(new Set(known).size).toBe(known.length);
      await expectNoFaults(page);
      // Attached again, the log is checked again.
      await page.goto('about:blank');
      await openShelf(page, site, granted);
      await home(page);
      expect((await healthOf(page)).lostEvents, `round ${round}`).toBe(marks.length - known.length);
      expect(await trackMarked(page, ['after-0'])).toEqual(['after-0']);
      expect(crashes).toBe(0);
      lost += marks.length - known.length;
      await page.evaluate(() => shelf.profile.erase());
      await context.close();
      emptyFolder(profile);
    }
    noteCost({ runs: rounds, acknowledged, lost });
  },
);
