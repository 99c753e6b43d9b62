// A list made by React, bundled with React 19 and with React 18.
import { createElement as h, type ReactElement } from 'react';
import { createRoot, hydrateRoot, type Root } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { collectComplaints, framesPassed } from './framework-shop.js';

const complaints = collectComplaints();
const roots = new Map<Element, Root>();

const shop = (items: readonly string[] | null): ReactElement =>
  h(
    'section',
    null,
    h('h1', null, 'A shop'),
    items &&
      h(
        'onshelf-list',
        { count: 4 },
        h('h2', null, `For you: ${items.length}`),
        h(
          'template',
          null,
          h(
            'li',
            { className: 'card' },
            h('a', { 'data-slot': 'link' }, h('span', { 'data-slot': 'title' })),
            h('button', { type: 'button', 'data-slot': 'dismiss' }),
          ),
        ),
        h('ul', { className: 'cards', 'data-slot': 'items' }, ...items.map((item) => h('li', { key: item }, h('a', { href: '#' }, item)))),
      ),
    items && h('onshelf-panel', null, 'This ', h('b', null, 'needs'), ' JavaScript.'),
    h('p', null, 'below'),
  );

globalThis.frameworkShop = {
  complaints,
  html: async (items) => renderToString(shop(items)),
  render: async (root, items) => {
    const known = roots.get(root) ?? createRoot(root);
    roots.set(root, known);
    known.render(shop(items));
    await framesPassed();
  },
  hydrate: async (root, items) => {
    roots.set(root, hydrateRoot(root, shop(items), { onRecoverableError: (error) => complaints.push(String(error)) }));
    await framesPassed();
  },
};
