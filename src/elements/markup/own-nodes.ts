import { childNodesOf, findAll, prepend, remove } from '../../core/page/page-nodes.js';

/** Name of the slot for this library's own nodes. */
export const OWN_SLOT = 'onshelf';

const own = new WeakSet<Node>();

/** Whether a node was put into the page by an element of this library. */
export const isOwn = (node: Node): boolean => own.has(node);

/** Notes that a node is this library's. */
export const markOwn = (...nodes: readonly Node[]): void => {
  for (const node of nodes) own.add(node);
};

/**
 * Removes copies of cards: of a page that was kept as a copy of its nodes or of its HTML, as Turbo, htmx and services for search engines keep them.
 *
 * @param element a list that is not filled
 */
export function removeCopies(element: Element): void {
  for (const copy of findAll(element, `[data-onshelf-card],[slot="${OWN_SLOT}"]`)) if (!isOwn(copy)) remove(copy);
}

/** The nodes that the shop, or its framework, has put into an element. */
export const shopNodesOf = (parent: Node): ChildNode[] => childNodesOf(parent).filter((node) => !isOwn(node));

/**
 * Puts nodes of this library before the shop's own, which stay: a framework that made them may change or remove them later. If a framework
 * hydrates the parent afterwards, it walks from `firstChild` on and must find what its server wrote. So the parent's own `firstChild` and
 * `childNodes` leave out this library's nodes; the prototype's are unchanged, and so are selectors.
 *
 * @param parent whose nodes stay
 * @param nodes to show
 */
export function putFirst(parent: Element, ...nodes: readonly Node[]): void {
  markOwn(...nodes);
  prepend(parent, ...(nodes as Node[]));
  for (const [name, get] of [
    ['firstChild', () => shopNodesOf(parent)[0] ?? null],
    ['childNodes', () => shopNodesOf(parent)],
  ] as const)
    define(parent, name, get);
}

/** Undoes what `putFirst` did to the parent, once the nodes are removed. */
export function unveil(parent: Element): void {
  for (const name of ['firstChild', 'childNodes']) Reflect.deleteProperty(parent, name);
}

/**
 * Lets React hydrate a `<template>` that its server wrote: the parser has put the children into `content`, where hydration does not look.
 *
 * @param template of the shop
 */
export function openTemplate(template: HTMLTemplateElement): void {
  const { content } = template;
  if (childNodesOf(template).length === 0)
    define(template, 'firstChild', () => childNodesOf(template)[0] ?? childNodesOf(content)[0] ?? null);
}

function define(node: Node, name: string, get: () => unknown): void {
  // False for a node that the page has frozen: then a late hydration would notice.
  Reflect.defineProperty(node, name, { __proto__: null, configurable: true, get } as PropertyDescriptor);
}
