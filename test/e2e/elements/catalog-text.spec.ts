import type { Answer, Shelf } from '../../../src/index.js';
import { test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';

declare global {
  var pwned: boolean | undefined;
}

test('catalogue text stays text, and its links lead to http and https only', async ({ page, shop }) => {
  await page.goto(`${shop.address}shop/bare.html`);
  const html = '<img src=x onerror="globalThis.pwned=true"><script>globalThis.pwned=true</script>';
  const answer: Answer = {
    recommendationId: 'list',
    servedBy: { model: 'personal', backend: 'js' },
    items: [
      {
        id: html,
        score: 1,
        reasons: [],
        item: {
          id: html,
          title: html,
          brand: html,
          link: 'javascript:globalThis.pwned=true',
          image_link: 'data:image/svg+xml,<svg/>',
          currency: html,
          price: 3,
        },
      },
    ],
    trace: { events: 0, knownItems: 0, excluded: 0, steps: [], milliseconds: 0, notes: [] },
  };
  const card = await page.evaluate(async (given) => {
    const { mountList } = (await import(`${location.origin}/dist/elements.js`)) as typeof import('../../../src/elements/elements.js');
    const list = document.createElement('div');
    const template = document.createElement('template');
    for (const slot of ['link', 'image', 'title', 'brand', 'price', 'dismiss']) {
      const place = document.createElement({ link: 'a', image: 'img', dismiss: 'button' }[slot] ?? 'span');
      place.dataset.slot = slot;
      template.content.append(place);
    }
    const root = document.createElement('li');
    root.append(template.content);
    template.content.append(root);
    list.append(template);
    document.body.append(list);
    await mountList(list, { recommend: async () => given } as unknown as Shelf);
    const shown = list.querySelector('li');
    shown?.querySelector('a')?.click();
    return {
      text: shown?.textContent,
      elements: shown?.querySelectorAll('*').length,
      attributes: [...(shown?.querySelectorAll('[href], [src]') ?? [])].length,
    };
  }, answer);
  expect(card).toEqual({ text: `${html}${html}3 ${html}Not interested`, elements: 6, attributes: 0 });
  await page.waitForTimeout(200);
  expect(await page.evaluate(() => globalThis.pwned)).toBeUndefined();
});
