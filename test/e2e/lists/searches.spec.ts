import { expect, home, openShelf, test, view } from '../tools/site.js';

test('a search changes the list of a known shopper, is its reason, and is gone when it is forgotten', async ({ page, site }) => {
  await openShelf(page, site, { consent: 'granted', backend: 'js' });
  await view(page, 'tent-001', 'tent-005');
  const before = await home(page);
  const after = await page.evaluate(async () => {
    await shelf.track('search', { search_term: 'lantern' });
    const { items, servedBy, trace } = await shelf.recommend({ scenario: 'home', count: 20 });
    return { items, model: servedBy.model, notes: trace.notes, known: await shelf.profile.inspect() };
  });
  expect(after.model).toBe('personal');
  expect(after.notes).toEqual([]);
  expect(after.items.map(({ id }) => id)).not.toEqual(before);
  const reasoned = after.items.filter(({ reasons }) => reasons.some(({ kind }) => kind === 'search'));
  expect(reasoned.length).toBeGreaterThan(0);
  expect(reasoned[0].item.title?.toLowerCase()).toContain('lantern');
  expect(reasoned[0].reasons).toContainEqual(expect.objectContaining({ kind: 'search', text: 'lantern' }));
  for (const { score, reasons } of after.items) expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(score);
  expect(after.known.searches).toEqual(['lantern']);
  const forgotten = await page.evaluate(async (eventId) => shelf.profile.forget({ eventId }), after.known.events.at(-1)?.id ?? '');
  expect(forgotten).toMatchObject({ done: true, removed: 1 });
  expect(await home(page)).toEqual(before);
});

test('the demo names the search in its drawer as text, and forgetting it there brings the list back', async ({ page, site }) => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  const cards = () =>
    page
      .getByTestId('rail-home')
      .getByTestId('card')
      .evaluateAll((found) => found.map((card) => card.getAttribute('data-item-id') ?? ''));
  await page.goto(site.address);
  await expect(page.getByTestId('rail-home').getByTestId('card').first()).toBeVisible();
  const before = await cards();
  const text = 'lantern <img src=x onerror=alert(1)>';
  await page.getByLabel('Search the shop').fill(text);
  await page.getByLabel('Search the shop').press('Enter');
  await page.evaluate(() => {
    location.hash = '#/';
  });
  await expect.poll(cards).not.toEqual(before);
  await page.getByTestId('open-drawer').click();
  const drawer = page.getByTestId('drawer');
  await expect(drawer).toContainText(`You searched for “${text}”`);
  expect(await drawer.locator('img[src="x"]').count()).toBe(0);
  await page.screenshot({ path: 'test-results/searches-drawer.png' });
  await page.getByTestId('forget-event').first().click();
  await page.keyboard.press('Escape');
  await expect.poll(cards).toEqual(before);
  expect(faults).toEqual([]);
});
