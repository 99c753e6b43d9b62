import { expect, home, openShelf, test, view } from '../tools/site.js';

test('a gift is set aside over the pages of a tab, and leaves no trace in the profile; an edited taste counts on later pages', async ({
  page,
  context,
  site,
}) => {
  await openShelf(page, site, { consent: 'granted', backend: 'js' });
  const everybodys = await home(page);
  await view(page, 'tent-001', 'tent-005');
  const personal = await home(page);

  expect(await page.evaluate(() => shelf.profile.setAside({ from: 'empty' }))).toEqual({ done: true });
  expect(await home(page)).toEqual(everybodys);
  expect(await view(page, 'ski-001', 'ski-002')).toEqual(['memory', 'memory']);
  const gifts = await home(page);
  expect(gifts).not.toEqual(everybodys);
  // Another tab of the shop is the shopper's own.
  const other = await context.newPage();
  await openShelf(other, site, { backend: 'js' });
  expect(await home(other)).toEqual(personal);
  await page.waitForFunction(() =>
    /^empty - \d+ \S+ \S+$/.test(String(Object.entries(sessionStorage).find(([key]) => key.startsWith('onshelf-aside'))?.[1])),
  );
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('ski');

  // The next page of the tab.
  await openShelf(page, site, { backend: 'js' });
  expect(await home(page)).toEqual(gifts);
  const known = await page.evaluate(async () => {
    const { mode, aside, events } = await shelf.profile.inspect();
    const { notes } = await shelf.health();
    return { mode, from: aside?.from, set: aside?.events.length, own: events.length, said: notes.some(({ code }) => code === 'set-aside') };
  });
  expect(known).toEqual({ mode: 'aside', from: 'empty', set: 2, own: 2, said: true });
  expect(await page.evaluate(() => shelf.profile.setAside(null))).toEqual({ done: true });
  expect(await home(page)).toEqual(personal);
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);

  expect(await page.evaluate(() => shelf.profile.edit({ category: 'Outdoor > Camping > Tents' }, 'none'))).toEqual({ done: true });
  await openShelf(page, site, { backend: 'js' });
  expect((await home(page)).filter((id) => `${id}`.startsWith('tent'))).toEqual([]);
  const [wish] = await page.evaluate(async () =>
    (await shelf.profile.inspect()).events.filter(({ name }) => name === 'taste').map(({ id }) => id),
  );
  expect(await page.evaluate((eventId) => shelf.profile.forget({ eventId }), wish)).toEqual({ done: true, removed: 1 });
  expect(await home(page)).toEqual(personal);
});
