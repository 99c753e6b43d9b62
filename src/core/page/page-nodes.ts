import { createElement, getterOf, methodOf, page, setterOf } from './platform.js';

/** A node with descendants to search. */
type Root = Document | DocumentFragment | Element;

/** An element to read methods from: the page cannot shadow them on it. */
const sample = page && createElement('a');

const nodeType = /* @__PURE__ */ getterOf<Node, number>(sample, 'nodeType');
const queryElement = /* @__PURE__ */ methodOf<Root, [string], ArrayLike<Element>>(sample, 'querySelectorAll');
const queryDocument = /* @__PURE__ */ methodOf<Root, [string], ArrayLike<Element>>(page, 'querySelectorAll');
const closestOf = /* @__PURE__ */ methodOf<Element, [string], Element | null>(sample, 'closest');
const clone = /* @__PURE__ */ methodOf<Node, [deep: boolean], Node>(sample, 'cloneNode');
const readChildren = /* @__PURE__ */ getterOf<Element, ArrayLike<Element>>(sample, 'children');
const readChildNodes = /* @__PURE__ */ getterOf<Node, ArrayLike<ChildNode>>(sample, 'childNodes');

/** A live collection as an array. Pages may replace array iterators and `Array.from`. */
function listOf<One>(collection: ArrayLike<One>): One[] {
  const list: One[] = [];
  for (let at = 0; at < collection.length; at++) list[at] = collection[at];
  return list;
}

/** All descendants that match a selector. */
export function findAll<One extends Element = HTMLElement>(root: Root, selector: string): One[] {
  const type = nodeType(root);
  // A page cannot shadow the methods of a fragment.
  const all = type === 11 ? root.querySelectorAll(selector) : (type === 9 ? queryDocument : queryElement)(root, selector);
  return listOf(all) as One[];
}
/** All elements of the page that match a selector; none without a document. */
export const findInPage = (selector: string): Element[] => (page === null ? [] : listOf(queryDocument(page, selector)));
/** The first descendant that matches a selector. */
export const find = <One extends Element = HTMLElement>(root: Root, selector: string): One | null =>
  findAll<One>(root, selector)[0] ?? null;
/** The element or its nearest ancestor that matches a selector; null also for a value that is not an element. */
export function closest(target: EventTarget | null, selector: string): HTMLElement | null {
  try {
    return target && (closestOf(target as Element, selector) as HTMLElement | null);
  } catch {
    return null;
  }
}
/** Whether a target of events is a fragment, as shadow roots are. */
export function isFragment(target: EventTarget): boolean {
  try {
    return nodeType(target as Node) === 11;
  } catch {
    // The window is no node.
    return false;
  }
}
/**
 * The elements of a `<template>` that show something, where the parser puts them or where React and Vue do, who append children to the template
 * itself.
 */
export const partsOf = (template: HTMLTemplateElement): Element[] =>
  [...listOf(template.content?.children ?? []), ...childrenOf(template)].filter(
    (part) => !/^(link|meta|script|style)$/.test(localName(part)),
  );
/** A deep copy of an element. */
export const copyOf = (element: Element): HTMLElement => clone(element, true) as HTMLElement;
/** The child elements. */
export const childrenOf = (element: Element): Element[] => listOf(readChildren(element));
/** All child nodes. */
export const childNodesOf = (node: Node): ChildNode[] => listOf(readChildNodes(node));

/** An element's tag name, in lower case. */
export const localName = /* @__PURE__ */ getterOf<Element, string>(sample, 'localName');
/** An attribute's value; null if absent. */
export const attribute = /* @__PURE__ */ methodOf<Element, [name: string], string | null>(sample, 'getAttribute');
/** The names of an element's attributes. */
export const attributeNames = /* @__PURE__ */ methodOf<Element, [], string[]>(sample, 'getAttributeNames');
/** Sets an attribute. */
export const setAttribute = /* @__PURE__ */ methodOf<Element, [name: string, value: string], void>(sample, 'setAttribute');
/** Removes an attribute. */
export const removeAttribute = /* @__PURE__ */ methodOf<Element, [name: string], void>(sample, 'removeAttribute');
/** The text content. */
export const textWithin = /* @__PURE__ */ getterOf<Node, string | null>(sample, 'textContent');
/** Replaces the content with a text. */
export const setText = /* @__PURE__ */ setterOf<Node, string>(sample, 'textContent');
/** Hides or shows an element. */
export const setHidden = /* @__PURE__ */ setterOf<HTMLElement, boolean>(sample, 'hidden');
/** An element's inline style. */
export const styleOf = /* @__PURE__ */ getterOf<HTMLElement, CSSStyleDeclaration>(sample, 'style');
/** An element's height, in CSS pixels. */
export const heightOf = /* @__PURE__ */ getterOf<HTMLElement, number>(sample, 'offsetHeight');
/** Whether a node is in the page. */
export const isConnected = /* @__PURE__ */ getterOf<Node, boolean>(sample, 'isConnected');
/** The parent element. */
export const parentOf = /* @__PURE__ */ getterOf<Element, Element | null>(sample, 'parentElement');
/** The next sibling. */
export const nextElement = /* @__PURE__ */ getterOf<Element, HTMLElement | null>(sample, 'nextElementSibling');
/** The previous sibling. */
export const previousElement = /* @__PURE__ */ getterOf<Element, HTMLElement | null>(sample, 'previousElementSibling');
/** Whether a node is or contains another. */
export const contains = /* @__PURE__ */ methodOf<Node, [other: Node | null], boolean>(sample, 'contains');
/** The document, fragment or shadow root that a node is in; the topmost node of a tree that is in none. */
export const rootOf = /* @__PURE__ */ methodOf<Node, [], Node>(sample, 'getRootNode');
/** The element whose shadow tree a node is in; null outside of shadow trees. An element named `host` shadows that name on a document. */
export function hostOf(node: Node): Element | null {
  const root = rootOf(node);
  return nodeType(root) === 11 ? ((root as Partial<ShadowRoot>).host ?? null) : null;
}
/** Attaches a shadow tree. */
export const attachShadow = /* @__PURE__ */ methodOf<Element, [ShadowRootInit], ShadowRoot>(sample, 'attachShadow');
/** Replaces all nodes of a shadow tree. A page cannot shadow the methods of a fragment. */
export const fillShadow = (root: ShadowRoot, ...nodes: Node[]): void => root.replaceChildren(...nodes);
/** Sends an event; false if a listener prevented what it stands for. */
export const dispatch = /* @__PURE__ */ methodOf<EventTarget, [event: Event], boolean>(sample, 'dispatchEvent');
/** Puts nodes before all others. */
export const prepend = /* @__PURE__ */ methodOf<Element, (Node | string)[], void>(sample, 'prepend');
const compare = /* @__PURE__ */ methodOf<Node, [other: Node], number>(sample, 'compareDocumentPosition');
/** Whether a node comes before another in the document. */
export const comesBefore = (node: Node, other: Node): boolean => (compare(node, other) & 4) !== 0;
/** Appends nodes and texts. */
export const append = /* @__PURE__ */ methodOf<Element, (Node | string)[], void>(sample, 'append');
/** Replaces all children. */
export const replaceChildren = /* @__PURE__ */ methodOf<Element, (Node | string)[], void>(sample, 'replaceChildren');
/** Replaces an element with nodes. */
export const replaceWith = /* @__PURE__ */ methodOf<Element, (Node | string)[], void>(sample, 'replaceWith');
/** Removes an element. */
export const remove = /* @__PURE__ */ methodOf<Element, [], void>(sample, 'remove');
/** Focuses an element. */
export const focus = /* @__PURE__ */ methodOf<HTMLElement, [], void>(sample, 'focus');
/** Adds an event listener. */
export const listen = /* @__PURE__ */ methodOf<
  EventTarget,
  [type: string, listener: (event: Event) => void, options?: AddEventListenerOptions | boolean],
  void
>(sample, 'addEventListener');
/** Removes an event listener. */
export const unlisten = /* @__PURE__ */ methodOf<EventTarget, [type: string, listener: (event: Event) => void, options?: boolean], void>(
  sample,
  'removeEventListener',
);
