// A list made by Vue 3.
import { type App, createApp, createSSRApp, h, type Ref, ref, type VNode } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { collectComplaints, framesPassed } from './framework-shop.js';

type Items = readonly string[] | null;
const complaints = collectComplaints();
const roots = new Map<Element, Ref<Items>>();

/** Vue cannot hydrate a `<template>`: it puts its content in its place. A hidden element is as good. */
const shop = (items: Items, template: readonly [name: string, attributes: object]): VNode =>
  h('section', [
    h('h1', 'A shop'),
    items &&
      h('onshelf-list', { count: 4 }, [
        h('h2', `For you: ${items.length}`),
        h(...template, [
          h('li', { class: 'card' }, [
            h('a', { 'data-slot': 'link' }, [h('span', { 'data-slot': 'title' })]),
            h('button', { type: 'button', 'data-slot': 'dismiss' }),
          ]),
        ]),
        h(
          'ul',
          { class: 'cards', 'data-slot': 'items' },
          items.map((item) => h('li', { key: item }, [h('a', { href: '#' }, item)])),
        ),
      ]),
    items && h('onshelf-panel', ['This ', h('b', 'needs'), ' JavaScript.']),
    h('p', 'below'),
  ]);

function start(root: Element, items: Items, create: typeof createApp): App {
  const template = create === createApp ? (['template', {}] as const) : (['div', { hidden: true, 'data-slot': 'template' }] as const);
  const state = ref(items) as Ref<Items>;
  roots.set(root, state);
  const app = create({ render: () => shop(state.value, template) });
  app.config.errorHandler = (error) => complaints.push(String(error));
  return app;
}

globalThis.frameworkShop = {
  complaints,
  html: (items) => renderToString(start(document.createElement('div'), items, createSSRApp)),
  render: async (root, items) => {
    const state = roots.get(root);
    if (state) state.value = items;
    else start(root, items, createApp).mount(root);
    await framesPassed();
  },
  hydrate: async (root, items) => {
    start(root, items, createSSRApp).mount(root);
    await framesPassed();
  },
};
