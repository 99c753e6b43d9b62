import { expect, home, openShelf, test, view } from '../tools/site.js';

const TENTS = ['tent-001', 'tent-005', 'tent-009'];

test('while paused, nothing is recorded and lists are not personal; resuming restores the profile', async ({ page, site }) => {
  await openShelf(page, site, { consent: 'granted', backend: 'js' });
  const everybodys = await home(page);
  await view(page, ...TENTS);
  const personal = await home(page);
  expect(personal).not.toEqual(everybodys);
  const before = await page.evaluate(async () => (await shelf.recommend()).recommendationId);

  await page.evaluate(() => shelf.profile.pause());
  // Not recorded later either.
  expect(await view(page, 'ski-001', 'ski-002')).toEqual(['no', 'no']);
  expect(await page.evaluate(async () => (await shelf.feedback('boot-001', 'hide')).reason)).toBe('paused');
  expect(await home(page)).toEqual(everybodys);
  const paused = await page.evaluate(async (id) => {
    const [answer, recent, segments, continued, health] = await Promise.all([
      shelf.recommend(),
      shelf.recentlyViewed(),
      shelf.segments(),
      shelf.next(id),
      shelf.health(),
    ]);
    return {
      model: answer.servedBy.model,
      events: answer.trace.events,
      recent: recent.items.length,
      segments: segments.model,
      continued: continued.items.length,
      mode: health.mode,
    };
  }, before);
  expect(paused).toEqual({ model: 'popular', events: 0, recent: 0, segments: 'popular', continued: 0, mode: 'none' });
  // The profile can still be shown and deleted.
  const known = await page.evaluate(async () => {
    const { paused, events } = await shelf.profile.inspect();
    return { paused, items: events.flatMap(({ items }) => items.map(({ item_id }) => item_id)) };
  });
  expect(known).toEqual({ paused: true, items: TENTS });

  await page.evaluate(() => shelf.profile.resume());
  expect(await home(page)).toEqual(personal);
  await page.evaluate(() => shelf.profile.pause());
  expect(await page.evaluate(() => shelf.profile.forget({ itemId: 'tent-001' }))).toEqual({ done: true, removed: 1 });
  await page.evaluate(() => shelf.profile.resume());
  expect(await home(page)).not.toEqual(personal);
  // Another item: the same one so soon would count as a duplicate.
  expect(await view(page, 'tent-014')).toEqual(['stored']);
});

test('a pause applies in all tabs, and on later visits, until one of them resumes', async ({ page, site, context }) => {
  await openShelf(page, site, { consent: 'granted', backend: 'js' });
  const other = await context.newPage();
  await openShelf(other, site, { backend: 'js' });
  await view(page, ...TENTS);
  const personal = await home(other);
  await page.evaluate(() => shelf.profile.pause());
  await expect.poll(() => view(other, 'ski-001')).toEqual(['no']);
  expect(await home(other)).not.toEqual(personal);

  const later = await context.newPage();
  await openShelf(later, site, { backend: 'js' });
  expect(await view(later, 'ski-002')).toEqual(['no']);
  expect(await home(later)).toEqual(await home(other));
  await later.evaluate(() => shelf.profile.resume());
  await expect.poll(async () => (await page.evaluate(() => shelf.profile.inspect())).paused).toBe(false);
  await expect.poll(() => home(other)).toEqual(personal);
  expect(await view(page, 'tent-013')).toEqual(['stored']);
});

test('an erasure leaves no trace of a pause; without consent a pause ends with the page', async ({ page, site, context }) => {
  await openShelf(page, site, { consent: 'granted', backend: 'js' });
  await page.evaluate(() => shelf.profile.pause());
  await page.evaluate(() => shelf.profile.erase());
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  // The shopper has made no other choice here.
  expect(await view(page, 'tent-001')).toEqual(['no']);
  const later = await context.newPage();
  await openShelf(later, site, { backend: 'js' });
  expect(await view(later, 'tent-001')).toEqual(['memory']);
});
