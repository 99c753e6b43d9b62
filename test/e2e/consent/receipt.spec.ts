import { expect, openShelf, test, view } from '../tools/site.js';

test('a consent to one policy is not recalled under the next, where each needs one, and nothing is erased before the shopper answers', async ({
  page,
  site,
}) => {
  const open = (version: string): Promise<void> =>
    openShelf(page, site, { backend: 'js', policy: { version, url: '/privacy', renews: true } });
  const state = () =>
    page.evaluate(async () => ({
      state: shelf.consent.state,
      receipt: await shelf.consent.receipt(),
      codes: (await shelf.health()).notes.map(({ code }) => code),
      seen: (await shelf.profile.inspect()).events.length,
    }));
  await open('1');
  await page.evaluate(() => shelf.consent.set('granted', { by: 'shopper' }));
  await view(page, 'tent-001');

  await open('1');
  const same = await state();
  expect(same).toMatchObject({ state: 'granted', seen: 1, receipt: { by: 'shopper', policy: { version: '1', url: '/privacy' } } });
  expect(same.codes).not.toContain('policy-changed');
  expect(await page.evaluate(async () => (await shelf.profile.export()) as { profile?: { consentReceipt: unknown } })).toMatchObject({
    profile: { consentReceipt: same.receipt, events: [{ name: 'view_item' }] },
  });

  const sheet = await page.evaluate(() => shelf.privacy.describe({ language: 'de' }));
  const sentences = sheet.sections.flatMap((section) => section.sentences).join('\n');
  expect(sheet).toMatchObject({ language: 'de', notes: [] });
  expect(sentences).toContain('1 Ereignisse');
  expect(sentences).toContain('Fassung 1');
  expect(sentences).toContain(new URL(site.address).host);

  await open('2');
  const other = await state();
  expect(other).toMatchObject({ state: 'unknown', seen: 0, receipt: null });
  expect(other.codes).toContain('policy-changed');
  await page.evaluate(() => shelf.consent.set('granted', { by: 'shopper' }));
  expect(await state()).toMatchObject({ state: 'granted', seen: 1, receipt: { policy: { version: '2' } } });

  await page.evaluate(() => shelf.profile.erase());
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
});
