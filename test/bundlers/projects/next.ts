import { type LibraryEntry, openShelfFrom, type ShopProject } from './shop-project.js';

const SHOP = `'use client';
import { useEffect } from 'react';
import { open } from './open-shelf';

export default function Shop() {
  useEffect(() => void open(), []);
  return <p>A shop</p>;
}
`;
const CLI = 'node_modules/next/dist/bin/next';
const CONFIG = 'export default { turbopack: { root: import.meta.dirname }, devIndicators: false };\n';
const serve = [CLI, 'start', '--hostname', '127.0.0.1', '--port', 'PORT'];

const app = (entry: LibraryEntry): ShopProject['files'] => ({
  'next.config.mjs': CONFIG,
  'app/layout.jsx': 'export default ({ children }) => <html lang="en"><body>{children}</body></html>;\n',
  'app/page.jsx': "export { default } from './shop';\n",
  'app/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>\n',
  'app/shop.jsx': SHOP,
  'app/open-shelf.js': openShelfFrom(entry),
});

const pages = (entry: LibraryEntry): ShopProject['files'] => ({
  'next.config.mjs': CONFIG,
  'pages/_document.jsx':
    'import { Head, Html, Main, NextScript } from \'next/document\';\nexport default () => <Html lang="en"><Head><link rel="icon" href="data:," /></Head><body><Main /><NextScript /></body></Html>;\n',
  'pages/index.jsx': "export { default } from '../shop/shop';\n",
  'shop/shop.jsx': SHOP,
  'shop/open-shelf.js': openShelfFrom(entry),
});

/** A component that only the server runs: its list is the fallback. */
const SERVER_PAGE = `import { createShelf } from 'onshelf';
import Shop from './shop';

export default async function Page() {
  const shelf = await createShelf({ pack: '/pack/pack.json', fallback: ['tent-001', 'tent-002'] });
  const { items } = await shelf.recommend({ scenario: 'home' });
  return <><p id="server">{items.map(({ id }) => id).join(' ')}</p><Shop /></>;
}
`;

const shops = (files: typeof app): ShopProject[] => [
  { how: 'builds with Turbopack', files: files('onshelf'), build: [CLI, 'build'], site: serve, right: 'worker' },
  {
    how: 'serves while developing',
    files: files('onshelf'),
    site: [CLI, 'dev', '--hostname', '127.0.0.1', '--port', 'PORT'],
    right: 'worker',
  },
  { how: 'builds with webpack', files: files('onshelf'), build: [CLI, 'build', '--webpack'], site: serve, right: 'worker' },
  {
    how: 'builds onshelf/inline-worker',
    files: files('onshelf/inline-worker'),
    build: [CLI, 'build'],
    site: serve,
    right: 'worker',
  },
];

/** The shops for the App Router of Next.js. */
export const nextApp = (): ShopProject[] => [
  ...shops(app),
  {
    how: 'renders the fallback where a server component calls createShelf()',
    files: { ...app('onshelf'), 'app/page.jsx': SERVER_PAGE },
    build: [CLI, 'build'],
    site: serve,
    server: 'tent-001 tent-002',
    right: 'worker',
  },
];

/** The shops for its Pages Router. */
export const nextPages = (): ShopProject[] => shops(pages);
