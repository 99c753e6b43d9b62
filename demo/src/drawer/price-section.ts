import type { PriceBand, PriceSensitivity } from 'onshelf';
import { element } from '../parts/element.js';
import { countOf, formatPrice } from '../parts/format-price.js';
import type { Shop } from '../shop/shop.js';
import type { DrawerSection } from './drawer-section.js';

/** Number of categories shown. */
const BANDS = 4;

/** At which prices the shopper looks, and whether they choose the cheaper ones; each with what it rests on. */
export function priceSection(shop: Shop): DrawerSection {
  const body = element('div', { 'data-testid': 'prices' });
  return {
    element: element('section', {}, element('h3', {}, 'The prices you look at'), body),
    update: async () => {
      const { prices } = await shop.shelf.profile.inspect({ prices: true });
      const lines =
        prices?.state === 'ready'
          ? [...prices.bands.slice(0, BANDS).map(bandText), choiceText(prices.sensitivity)]
          : [prices?.note.message ?? 'They are not known now.'];
      body.replaceChildren(...lines.map((line) => element('p', { class: 'caption' }, line)));
    },
  };
}

/** One sentence on the prices of a category. */
function bandText({ category, currency, band, from, to, items }: PriceBand): string {
  const name = category === '' ? 'Other products' : category;
  const seen = countOf(items, 'product', 'products');
  if (from === null || to === null) return `${name}: not enough to tell (${seen}).`;
  const price = (amount: number): string => formatPrice({ id: '', price: amount, ...(currency !== '' && { currency }) });
  const where = { low: 'the cheaper part', middle: 'the middle', high: 'the dearer part' }[band ?? 'middle'];
  return `${name}: mostly ${price(from)} to ${price(to)}, ${where} of what there is (${seen}).`;
}

/** One sentence on how they choose. */
function choiceText({ leaning, choices }: PriceSensitivity): string {
  const made = countOf(choices, 'choice', 'choices');
  if (leaning === null) return `Whether you choose by price: not enough to tell (${made}).`;
  const how = { cheaper: 'cheaper than', even: 'about as dear as', dearer: 'dearer than' }[leaning];
  return `What you choose is ${how} what you had seen beside it (${made}).`;
}
