import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { BrowserContext } from '@playwright/test';
import { seededRandom } from '../../src/core/numbers/random.js';
import { expect, openShelf } from '../e2e/tools/site.js';
import { healthOf, knownMarks, marksOf, scoresAt, trackMarked } from './tools/marked-events.js';
import { CHROMIUM_ONLY, firstPage, noteCost, test } from './tools/shop-browser.js';

const granted = { consent: 'granted', backend: 'js' } as const;
const NOW = Date.UTC(2030, 0, 1);
/** Increases with every build into the same folder. */
const sampleNumber = (): number => JSON.parse(readFileSync('demo/dist/pack/pack.json', 'utf8')).number;

/** Serves the sample's pack with other popularities and factors, as the next pack. */
async function publishSecondPack(context: BrowserContext): Promise<void> {
  const manifest = JSON.parse(readFileSync('demo/dist/pack/pack.json', 'utf8'));
  manifest.number++;
  const files = new Map<string, Buffer>();
  for (const file of manifest.files) {
    if (file.role !== 'rows') continue;
    const bytes = Buffer.from(readFileSync(`demo/dist/pack/${file.path}`));
    const header = Number(bytes.readBigUInt64LE(0)) + 8;
    const { nibbles } = JSON.parse(bytes.toString('utf8', 8, header).trim());
    const [from, to] = nibbles.data_offsets;
    // Other signs: other scores everywhere.
    for (let at = header + from; at < header + to; at++) bytes[at] ^= 0xff;
    file.sha256 = createHash('sha256').update(bytes).digest('hex');
    file.path = `rows-${file.sha256.slice(0, 16)}.safetensors`;
    files.set(file.path, bytes);
  }
  await context.route('**/pack/pack.json', (route) => route.fulfill({ json: manifest }));
  for (const [path, body] of files) await context.route(`**/pack/${path}`, (route) => route.fulfill({ body }));
}

test(
  'F7: a tab that crashes while a new pack is installed leaves the old one or the new one, never a mixture',
  CHROMIUM_ONLY,
  async ({ launch, rounds, site }) => {
    test.setTimeout(180_000 + rounds * 10_000);
    const random = seededRandom(7);
    const found: number[] = [];
    const context = await launch();
    const marks = marksOf('seen', 5);
    const lists: Record<number, [string, number][]> = {};
    const old = sampleNumber();
    for (let round = 0; round <= rounds; round++) {
      await context.unrouteAll();
      const first = await context.newPage();
      await openShelf(first, site, granted);
      if (round === 0) expect(await trackMarked(first, marks)).toEqual(marks);
      await expect.poll(async () => (await healthOf(first)).pack?.number).toBe(old);
      lists[old] = await scoresAt(first, NOW);
      await first.close();

      await publishSecondPack(context);
      const crashing = await context.newPage();
      if (round === 0) {
        // The list of the new pack without a crash.
        await openShelf(crashing, site, { backend: 'js', name: 'other', consent: 'granted' });
        await crashing.evaluate((data) => shelf.profile.import(data), await exportOf(context, site));
        lists[old + 1] = await scoresAt(crashing, NOW);
        expect(lists[old + 1]).not.toEqual(lists[old]);
        await crashing.close();
        continue;
      }
      const session = await context.newCDPSession(crashing);
      const crashed = new Promise<void>((resolve) => crashing.on('crash', () => resolve()));
      await openShelf(crashing, site, granted);
      await crashing.waitForTimeout(random() * 250);
      session.send('Page.crash').catch(() => {});
      await crashed;
      await crashing.close();

      await context.unrouteAll();
      await context.route('**/pack/**', (route) => route.abort());
      const after = await context.newPage();
      await openShelf(after, site, { backend: 'js' });
      const { pack } = await healthOf(after);
      expect(pack, 'one of the two packs is there').toMatchObject({ fromCache: true });
      expect(await scoresAt(after, NOW)).toEqual(lists[pack?.number ?? 0]);
      expect(await knownMarks(after)).toEqual(marks);
      found.push(pack?.number ?? 0);
      await after.close();
    }
    test.info().annotations.push({ type: 'packs found', description: found.join(' ') });
    noteCost({ runs: rounds, acknowledged: marks.length, lost: 0 });
  },
);

async function exportOf(context: BrowserContext, site: Parameters<typeof openShelf>[1]): Promise<unknown> {
  const page = await context.newPage();
  await openShelf(page, site, { backend: 'js' });
  const data = await page.evaluate(() => shelf.profile.export());
  await page.close();
  return data;
}

for (const way of ['navigates away', 'is closed']) {
  test(`F8: twenty events in flight are stored when the page ${way}`, async ({ launch, site }) => {
    const context = await launch();
    await firstPage(context);
    let whole = 0;
    const rounds = 5;
    for (let round = 0; round < rounds; round++) {
      const page = await context.newPage();
      await openShelf(page, site, granted);
      await trackMarked(page, [`first-${round}`]);
      await page.evaluate((given) => void globalThis.trackInPage(given), marksOf(`round-${round}`, 20));
      if (way === 'is closed') await page.close();
      else await page.goto('about:blank');
      const after = await context.newPage();
      await openShelf(after, site, { backend: 'js' });
      const known = (await knownMarks(after)).filter((mark) => mark.startsWith(`round-${round}-`)).length;
      // All or none: a batch is one transaction.
      expect([0, 20]).toContain(known);
      if (known === 20) whole++;
      await after.close();
      if (!page.isClosed()) await page.close();
    }
    // An overloaded browser may abort a dead page's transaction before it has run.
    expect(whole).toBeGreaterThanOrEqual(3);
    noteCost({ runs: rounds, acknowledged: rounds, lost: 0 });
    test.info().annotations.push({ type: 'in flight', description: `${whole * 20} of ${rounds * 20} stored` });
  });
}
