import type { NearItem, UserEmbedding } from 'onshelf';
import { element } from '../parts/element.js';
import { countOf } from '../parts/format-price.js';
import { productTitle } from '../parts/reason-text.js';
import { hashOf } from '../parts/route.js';
import type { Shop } from '../shop/shop.js';
import type { DrawerSection } from './drawer-section.js';

/** Number of products named that made an embedding. */
const MAKERS = 3;

/** What stands for the shopper among the products: the nearest ones, and which products of the history made it so. */
export function embeddingSection(shop: Shop): DrawerSection {
  const body = element('div', { class: 'embeddings' });
  return {
    element: element('section', {}, element('h3', {}, 'Where you stand among the products'), body),
    update: async () => {
      const { embeddings = [] } = await shop.shelf.profile.inspect({ embedding: true });
      body.replaceChildren(...embeddings.map((embedding) => entry(shop, embedding)));
    },
  };
}

function entry(shop: Shop, embedding: UserEmbedding): HTMLElement {
  const reader = embedding.reader === 'fold-in' ? 'Fold-in' : `Sequence encoder (${embedding.kind})`;
  const words = element('p', { class: 'caption' }, element('strong', {}, reader), `: ${account(shop, embedding)}`);
  const entries = embedding.state === 'ready' ? embedding.nearest.map(near) : [];
  return element(
    'div',
    { 'data-testid': 'embedding', 'data-state': embedding.state },
    words,
    ...(entries.length === 0 ? [] : [element('ol', { class: 'nearest', 'aria-label': `Nearest products, ${reader}` }, ...entries)]),
  );
}

function near({ id, title, cosine }: NearItem): HTMLElement {
  const link = element('a', { href: hashOf({ page: 'product', id }) }, title ?? id);
  link.addEventListener('click', () => link.closest('dialog')?.close());
  return element('li', {}, link, element('span', { class: 'bar-value' }, cosine.toFixed(2)));
}

/** One sentence on an embedding. */
function account(shop: Shop, embedding: UserEmbedding): string {
  if (embedding.state !== 'ready') return `${embedding.state === 'loading' ? 'not there yet' : 'not used'}. ${embedding.note.message}`;
  const { vector, made, worth } = embedding;
  if (made.length === 0) return 'nothing you did speaks for a product yet.';
  const largest = [...made].sort((a, b) => b.share - a.share).slice(0, MAKERS);
  const makers = largest.map(({ itemId, share }) => `${productTitle(itemId, shop.catalog)} (${Math.round(100 * share)} %)`).join(', ');
  const unused = worth === 0 ? ' Your lists do not use it.' : '';
  return `${vector.length} numbers, made of ${countOf(made.length, 'product', 'products')}: ${makers}${made.length > MAKERS ? ' and others' : ''}.${unused} Nearest, by cosine:`;
}
