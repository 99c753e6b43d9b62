// A page of a React shop, bundled with React 19 and with React 18: what a server would have sent, hydrated.
import {
  OnshelfProvider,
  type OnshelfProviderProps,
  useItemRef,
  useRecommendations,
  useRelatedProducts,
  useSuspenseRecommendations,
} from 'onshelf/react';
import { createElement as h, type ReactElement, StrictMode, Suspense, version } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import type { Shelf } from '../../src/index.js';
import type { ListReport } from '../../src/react/list-report.js';
import type { List, ListItem } from '../../src/react/use-list.js';
import type { CatalogItem } from '../../src/types/catalog-item.js';

const fallback = Array.from({ length: 8 }, (_, index) => ({ id: `boot-00${index + 1}`, title: `Boot ${index + 1}` }));
const style = { width: '200px', height: '60px', overflow: 'hidden' };

function Card({ entry, report }: { entry: ListItem<CatalogItem>; report: ListReport }): ReactElement {
  const ref = useItemRef(report, entry);
  return h('li', { ref, style, 'data-id': entry.id, onClick: () => void report.click(entry) }, entry.item.title);
}

const rail = (name: string, { items, status, report }: List<CatalogItem>, keyOf: (entry: ListItem<CatalogItem>) => string | number) =>
  h('ul', { id: name, 'data-status': status }, ...items.map((entry) => h(Card, { key: keyOf(entry), entry, report })));

function Home({ byId }: { byId: boolean }): ReactElement {
  return rail('home', useRecommendations({ fallback }), ({ id, place }) => (byId ? id : place));
}
function Related(): ReactElement {
  return rail('related', useRelatedProducts('tent-001', { fallback }), ({ place }) => place);
}
function Suspended(): ReactElement {
  return rail('suspended', useSuspenseRecommendations({ fallback }), ({ place }) => place);
}

const shop = (shelf: OnshelfProviderProps['shelf'], byId: boolean): ReactElement =>
  h(
    StrictMode,
    null,
    h(
      OnshelfProvider,
      { shelf },
      h(Home, { byId }),
      h(Related),
      h(Suspense, { fallback: h('p', { id: 'waiting' }, 'waiting') }, h(Suspended)),
    ),
  );

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
  /** Was anything shown in place of the page while it hydrated? */
  waited: 0,
  /** Hydrates what a server that knows no shelf rendered. Returns that HTML. */
  hydrate: (shelf: Promise<Shelf>, byId = false): string => {
    const html = renderToString(shop(null, byId));
    document.body.innerHTML = `<main>${html}</main><p id="below">below</p>`;
    new MutationObserver(() => {
      if (document.querySelector('#waiting') !== null) page.waited++;
    }).observe(document.body, { childList: true, subtree: true });
    hydrateRoot(document.querySelector('main') as Element, shop(shelf, byId), { onRecoverableError });
    return html;
  },
  /** Mounts without a server, first without a shelf. Returns the way to hand it in. */
  mount: (): ((shelf: Promise<Shelf>) => void) => {
    document.body.innerHTML = '<main></main>';
    const root = createRoot(document.querySelector('main') as Element, { onRecoverableError });
    root.render(shop(null, false));
    return (shelf) => root.render(shop(shelf, false));
  },
};

declare global {
  var reactPage: typeof page;
}
globalThis.reactPage = page;
