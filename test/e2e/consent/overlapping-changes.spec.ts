import type { Page } from '@playwright/test';
import { NOTHING, REFUSAL, traces } from '../tools/page-traces.js';
import { expect, openShelf, test, view } from '../tools/site.js';

/** Contents of the database, read without the library. */
async function rawEvents(page: Page): Promise<number> {
  return page.evaluate(async () => {
    if (!(await indexedDB.databases()).some(({ name }) => name === 'onshelf')) return 0;
    return new Promise<number>((resolve, reject) => {
      const opening = indexedDB.open('onshelf');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const counting = opening.result.transaction('events').objectStore('events').count();
        counting.onsuccess = () => {
          opening.result.close();
          resolve(counting.result);
        };
      };
    });
  });
}

test('nothing is stored after a refusal, however consent changes overlap', async ({ page, site }) => {
  await page.goto(`${site.address}pages/`);
  await page.waitForFunction(() => globalThis.createShelf !== undefined);
  const scenarios = ['created granted, denied', 'granted, denied', 'granted, erased', 'denied, granted, denied'];
  for (const scenario of scenarios) {
    const kept = await page.evaluate(async (name) => {
      const created = name.startsWith('created');
      const shelf = await createShelf({ pack: '/pack/pack.json', backend: 'js', ...(created ? { consent: 'granted' as const } : {}) });
      const track = (id: string): Promise<{ kept: string }> => shelf.track('view_item', { items: [{ item_id: id }] });
      void track('before');
      const steps = name.replace('created granted, ', '').split(', ');
      for (const step of steps) {
        void (step === 'erased' ? shelf.profile.erase() : shelf.consent.set(step as 'granted' | 'denied'));
        void track(`during ${step}`);
      }
      const results = [(await track('after')).kept];
      await new Promise((resolve) => setTimeout(resolve, 300));
      results.push((await track('later')).kept, shelf.consent.state);
      await shelf.consent.set('denied');
      shelf.close();
      return results;
    }, scenario);
    const refused = scenario.endsWith('erased') ? ['memory', 'memory', 'unknown'] : ['no', 'no', 'denied'];
    expect(kept, scenario).toEqual(refused);
    const { localStorage: noted, ...left } = await traces(page);
    expect({ ...left, localStorage: [] }, scenario).toEqual(NOTHING);
    // Whether something was stored by the time of the refusal depends on chance.
    expect(
      noted.filter((entry) => !entry.startsWith('onshelf-refusal:')),
      scenario,
    ).toEqual([]);
  }
});

test('a tab that opens while another one denies stops storing', async ({ page, site, context }) => {
  const other = await context.newPage();
  await other.goto(`${site.address}pages/`);
  for (let delay = 0; delay <= 40; delay += 4) {
    await openShelf(page, site, { consent: 'granted', backend: 'js' });
    await view(page, 'tent-001');
    const denying = page.evaluate(async (wait) => {
      await new Promise((resolve) => setTimeout(resolve, wait));
      await shelf.consent.set('denied');
    }, delay);
    await other.evaluate(async () => {
      globalThis.shelf = await createShelf({ pack: '/pack/pack.json', backend: 'js' });
    });
    await denying;
    await expect.poll(() => other.evaluate(() => shelf.consent.state), `${delay} ms`).not.toBe('granted');
    expect(await other.evaluate(async () => (await shelf.track('view_item', { items: [{ item_id: 'late' }] })).kept)).not.toBe('stored');
    await expect.poll(() => rawEvents(other)).toBe(0);
    await other.evaluate(() => shelf.close());
  }
});

test('a refusal leaves nothing of what two tabs were still doing', async ({ page, site, context }) => {
  test.setTimeout(120_000);
  const other = await context.newPage();
  await openShelf(other, site, { backend: 'js' });
  await openShelf(page, site, { backend: 'js' });
  for (let round = 0; round < 16; round++) {
    const refused = await page.evaluate(
      async (wait) => {
        const made: Promise<unknown>[] = [];
        for (const step of [
          () => shelf.consent.set('granted', { by: 'shopper' }),
          () => shelf.track('view_item', { items: [{ item_id: 'tent-002' }] }),
          () => shelf.consent.set('denied', { by: 'shopper' }),
          () => shelf.profile.forget(() => true),
          () => shelf.consent.set('granted', { by: 'shopper' }),
          () => shelf.profile.edit({ category: 'tents' }, 'none'),
          () => shelf.profile.erase(),
          () => shelf.consent.set('granted', { by: 'shopper' }),
          () => shelf.profile.inspect({ tastes: true }),
        ]) {
          made.push(step());
          if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        }
        const { done } = await shelf.consent.set('denied', { by: 'shopper' });
        await Promise.all(made);
        return done;
      },
      round % 4 === 0 ? 0 : 5 * (round % 4),
    );
    expect(refused).toBe(true);
    await expect.poll(() => traces(page), `round ${round}`).toEqual(REFUSAL);
    await expect.poll(() => other.evaluate(() => shelf.consent.state)).toBe('denied');
  }
});
