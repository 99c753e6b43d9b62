// A page of a React shop, bundled with React 19 and with React 18: server-rendered HTML, hydrated.
import {
  OnshelfProvider,
  type OnshelfProviderProps,
  useConsent,
  useFrequentlyBoughtTogether,
  useItemRef,
  useProfile,
  useRecentlyViewed,
  useRecommendations,
  useRelatedProducts,
  useRerank,
  useSuspenseRecommendations,
  useTrack,
  useTrendingItems,
} from 'onshelf/react';
import { createElement as h, type ReactElement, StrictMode, Suspense, version } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import type { Shelf } from '../../../src/index.js';
import type { List, ListItem, ListReport } from '../../../src/react.js';
import type { CatalogItem } from '../../../src/types/catalog-item.js';

const fallback = Array.from({ length: 8 }, (_, index) => ({ id: `boot-00${index + 1}`, title: `Boot ${index + 1}` }));
const style = { width: '200px', height: '60px', overflow: 'hidden' };

function Card({ entry, report }: { entry: ListItem<CatalogItem>; report: ListReport }): ReactElement {
  const ref = useItemRef(report, entry);
  return h('li', { ref, style, 'data-id': entry.id, onClick: () => void report.click(entry) }, entry.item.title);
}

const rail = (name: string, { items, status, report }: List<CatalogItem>) =>
  h('ul', { id: name, 'data-status': status }, ...items.map((entry) => h(Card, { key: entry.place, entry, report })));

function Home(): ReactElement {
  return rail('home', useRecommendations({ fallback }));
}
function Related(): ReactElement {
  return rail('related', useRelatedProducts('tent-001', { fallback }));
}
function Suspended(): ReactElement {
  return rail('suspended', useSuspenseRecommendations({ fallback }));
}

const shop = (shelf: OnshelfProviderProps['shelf']): ReactElement =>
  h(
    StrictMode,
    null,
    h(OnshelfProvider, { shelf }, h(Home), h(Related), h(Suspense, { fallback: h('p', { id: 'waiting' }, 'waiting') }, h(Suspended))),
  );

/** The shop's own records; the pack does not contain all of them. */
const found = ['lamp-001', 'unknown', 'tent-014', 'boot-001'].map((id) => ({ id, title: `Found ${id}` }));

/** The other lists, and the results of other hooks. */
function Others(): ReactElement {
  const { profile, controls } = useProfile();
  const { state, set } = useConsent();
  const track = useTrack();
  const button = (id: string, act: () => unknown): ReactElement => h('button', { id, type: 'button', onClick: () => void act() }, id);
  return h(
    'div',
    null,
    rail('together', useFrequentlyBoughtTogether(['tent-001', 'tent-005'], { count: 4 })),
    rail('trending', useTrendingItems({ count: 4 })),
    rail('recent', useRecentlyViewed({ count: 4 })),
    rail('reranked', useRerank(found, { strength: 1 }) as List<CatalogItem>),
    h('p', { id: 'known' }, `${profile?.events.length ?? 'nobody'} ${state ?? 'not asked'}`),
    button('look', () => track('view_item', { items: [{ item_id: 'tent-014' }] })),
    button('refuse', () => set('denied')),
    button('forget', () => controls?.forget({ itemId: 'tent-014' })),
  );
}

const errors: string[] = [];
const onRecoverableError = (error: unknown): void => void errors.push(String(error));
const consoleError = console.error;
console.error = (...parts: unknown[]) => {
  errors.push(parts.join(' '));
  consoleError(...parts);
};

const page = {
  version,
  errors,
  /** Whether the page was replaced by a fallback while it hydrated. */
  waited: 0,
  /** Hydrates the HTML that a server without a shelf rendered. Returns that HTML. */
  hydrate: (shelf: Promise<Shelf>): string => {
    const html = renderToString(shop(null));
    document.body.innerHTML = `<main>${html}</main><p id="below">below</p>`;
    new MutationObserver(() => {
      if (document.querySelector('#waiting') !== null) page.waited++;
    }).observe(document.body, { childList: true, subtree: true });
    hydrateRoot(document.querySelector('main') as Element, shop(shelf), { onRecoverableError });
    return html;
  },
  /** Mounts without a server, first without a shelf. Returns a function that provides it. */
  mount: (): ((shelf: Promise<Shelf>) => void) => {
    document.body.innerHTML = '<main></main>';
    const root = createRoot(document.querySelector('main') as Element, { onRecoverableError });
    root.render(shop(null));
    return (shelf) => root.render(shop(shelf));
  },
  /** Mounts the other hooks. */
  mountOthers: (shelf: Shelf): void => {
    document.body.innerHTML = '<main></main>';
    const root = createRoot(document.querySelector('main') as Element, { onRecoverableError });
    root.render(h(StrictMode, null, h(OnshelfProvider, { shelf }, h(Others))));
  },
};

declare global {
  var reactPage: typeof page;
}
globalThis.reactPage = page;
