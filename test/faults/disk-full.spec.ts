import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, home, openShelf } from '../e2e/tools/site.js';
import { expectNoFaults, healthOf, knownMarks, marksOf, trackMarked } from './tools/marked-events.js';
import { INLINE } from './tools/page-conditions.js';
import { firstPage, noteCost, test } from './tools/shop-browser.js';

declare global {
  /** Attempts to open a database or to write to one so far; reads from a full disk are no load. */
  var attempts: number;
}

/** A small disk of its own, or null if this machine does not allow one. */
function mountDisk(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'onshelf-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=40m', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
}

/** Writes until nothing more fits. */
function fillUp(folder: string): void {
  const file = openSync(join(folder, 'filler'), 'w');
  try {
    for (let size = 1 << 20; size >= 512; ) {
      try {
        if (writeSync(file, Buffer.alloc(size)) < size) size /= 2;
      } catch {
        size /= 2;
      }
    }
  } finally {
    closeSync(file);
  }
}

for (const moment of ['before anything was stored', 'after a while']) {
  test(`F3: on a disk that is full ${moment}, lists still change and storage is not retried all the time`, async ({ launch, site }) => {
    const disk = mountDisk();
    test.skip(disk === null, 'mounting a small disk needs root');
    if (disk === null) return;
    const context = await launch({ profile: join(disk, 'profile'), smallDisk: true });
    try {
      const page = await firstPage(context);
      await page.addInitScript(() => {
        globalThis.attempts = 0;
        for (const [prototype, name] of [
          [IDBFactory.prototype, 'open'],
          [IDBDatabase.prototype, 'transaction'],
        ] as const) {
          const original = (prototype as unknown as Record<string, (...given: unknown[]) => unknown>)[name];
          (prototype as unknown as Record<string, unknown>)[name] = function (this: unknown, ...given: unknown[]) {
            if (name === 'open' || given[1] === 'readwrite') globalThis.attempts++;
            return original.apply(this, given);
          };
        }
      });
      const before: string[] = [];
      if (moment === 'before anything was stored') fillUp(disk);
      await openShelf(page, site, { consent: 'granted', backend: 'js' }, INLINE);
      const popular = await home(page);
      if (moment === 'after a while') {
        before.push(...(await trackMarked(page, marksOf('before', 5))));
        expect(before).toHaveLength(5);
        fillUp(disk);
      }
      // LevelDB and SQLite write to files allocated earlier: the first few writes still succeed.
      const stored: string[] = [];
      const marks = marksOf('full', 30);
      for (const mark of marks) stored.push(...(await trackMarked(page, [mark], 198)));
      expect(stored.length).toBeLessThan(marks.length);
      const inMemory = marks.filter((mark) => !stored.includes(mark));
      expect(await knownMarks(page)).toEqual(expect.arrayContaining(inMemory.sort()));
      expect(await home(page)).not.toEqual(popular);
      expect((await healthOf(page)).mode).toBe('memory');

      const asked = await page.evaluate(() => globalThis.attempts);
      for (let index = 0; index < 30; index++) {
        await trackMarked(page, [`later-${index}`]);
        if (index % 5 === 0) await home(page);
        await page.waitForTimeout(400);
      }
      expect((await page.evaluate(() => globalThis.attempts)) - asked).toBeLessThan(10);
      await expectNoFaults(page);
      // Acknowledged events are there again as soon as the disk has space.
      rmSync(join(disk, 'filler'));
      await openShelf(page, site, { consent: 'granted', backend: 'js' }, INLINE);
      expect(await knownMarks(page)).toEqual(expect.arrayContaining([...before, ...stored].sort()));
      noteCost({ runs: 1, acknowledged: before.length + stored.length, lost: 0 });
    } finally {
      await context.close().catch(() => {});
      execFileSync('umount', ['-l', disk]);
      rmSync(disk, { recursive: true, force: true });
    }
  });
}
