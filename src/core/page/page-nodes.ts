import { createElement, getterOf, methodOf, page, setterOf } from './platform.js';

/** Where elements can be looked for. */
type Root = Document | DocumentFragment | Element;

/** An element to take methods off: nobody has named anything in it. */
const sample = page && createElement('a');

const nodeType = /* @__PURE__ */ getterOf<Node, number>(sample, 'nodeType');
const queryElement = /* @__PURE__ */ methodOf<Root, [string], ArrayLike<Element>>(sample, 'querySelectorAll');
const queryDocument = /* @__PURE__ */ methodOf<Root, [string], ArrayLike<Element>>(page, 'querySelectorAll');
const closestOf = /* @__PURE__ */ methodOf<Element, [string], Element | null>(sample, 'closest');
const clone = /* @__PURE__ */ methodOf<Node, [deep: boolean], Node>(sample, 'cloneNode');
const readChildren = /* @__PURE__ */ getterOf<Element, ArrayLike<Element>>(sample, 'children');
const readChildNodes = /* @__PURE__ */ getterOf<Node, ArrayLike<ChildNode>>(sample, 'childNodes');

/** A live collection as a list. Pages replace the iterators of arrays, and what `Array.from` does. */
function listOf<One>(collection: ArrayLike<One>): One[] {
  const list: One[] = [];
  for (let at = 0; at < collection.length; at++) list[at] = collection[at];
  return list;
}

/** All elements within that a selector names. */
export function findAll<One extends Element = HTMLElement>(root: Root, selector: string): One[] {
  const type = nodeType(root);
  // Nothing can stand before what a fragment has.
  const all = type === 11 ? root.querySelectorAll(selector) : (type === 9 ? queryDocument : queryElement)(root, selector);
  return listOf(all) as One[];
}
/** The first element within that a selector names. */
export const find = <One extends Element = HTMLElement>(root: Root, selector: string): One | null =>
  findAll<One>(root, selector)[0] ?? null;
/** The element, or the nearest around it, that a selector names; null also for what is no element. */
export function closest(target: EventTarget | null, selector: string): HTMLElement | null {
  try {
    return target && (closestOf(target as Element, selector) as HTMLElement | null);
  } catch {
    return null;
  }
}
/** A copy of the first element of a fragment, with all that is within; null where it has none. */
export function firstOf(template: DocumentFragment): HTMLElement | null {
  const first = template.firstElementChild;
  return first && (clone(first, true) as HTMLElement);
}
/** The elements directly within. */
export const childrenOf = (element: Element): Element[] => listOf(readChildren(element));
/** Everything directly within, texts too. */
export const childNodesOf = (node: Node): ChildNode[] => listOf(readChildNodes(node));

/** Name of an element's tag, in small letters. */
export const localName = /* @__PURE__ */ getterOf<Element, string>(sample, 'localName');
/** An attribute as it stands there; null where there is none. */
export const attribute = /* @__PURE__ */ methodOf<Element, [name: string], string | null>(sample, 'getAttribute');
/** The names of an element's attributes. */
export const attributeNames = /* @__PURE__ */ methodOf<Element, [], string[]>(sample, 'getAttributeNames');
/** Sets an attribute. */
export const setAttribute = /* @__PURE__ */ methodOf<Element, [name: string, value: string], void>(sample, 'setAttribute');
/** Takes an attribute away. */
export const removeAttribute = /* @__PURE__ */ methodOf<Element, [name: string], void>(sample, 'removeAttribute');
/** All text within. */
export const textWithin = /* @__PURE__ */ getterOf<Node, string | null>(sample, 'textContent');
/** Puts a text in place of all that is within. */
export const setText = /* @__PURE__ */ setterOf<Node, string>(sample, 'textContent');
/** Hides an element, or shows it. */
export const setHidden = /* @__PURE__ */ setterOf<HTMLElement, boolean>(sample, 'hidden');
/** An element's own style. */
export const styleOf = /* @__PURE__ */ getterOf<HTMLElement, CSSStyleDeclaration>(sample, 'style');
/** Its height on the page, in CSS pixels. */
export const heightOf = /* @__PURE__ */ getterOf<HTMLElement, number>(sample, 'offsetHeight');
/** Does it stand in the page? */
export const isConnected = /* @__PURE__ */ getterOf<Node, boolean>(sample, 'isConnected');
/** The element around it. */
export const parentOf = /* @__PURE__ */ getterOf<Element, Element | null>(sample, 'parentElement');
/** The element after it. */
export const nextElement = /* @__PURE__ */ getterOf<Element, HTMLElement | null>(sample, 'nextElementSibling');
/** The element before it. */
export const previousElement = /* @__PURE__ */ getterOf<Element, HTMLElement | null>(sample, 'previousElementSibling');
/** Is the other within it, or it itself? */
export const contains = /* @__PURE__ */ methodOf<Node, [other: Node | null], boolean>(sample, 'contains');
/** Puts nodes and texts at its end. */
export const append = /* @__PURE__ */ methodOf<Element, (Node | string)[], void>(sample, 'append');
/** Puts nodes in place of all that is within. */
export const replaceChildren = /* @__PURE__ */ methodOf<Element, (Node | string)[], void>(sample, 'replaceChildren');
/** Puts nodes in its place. */
export const replaceWith = /* @__PURE__ */ methodOf<Element, (Node | string)[], void>(sample, 'replaceWith');
/** Takes it out of the page. */
export const remove = /* @__PURE__ */ methodOf<Element, [], void>(sample, 'remove');
/** Gives it the focus. */
export const focus = /* @__PURE__ */ methodOf<HTMLElement, [], void>(sample, 'focus');
/** Listens to events of an element or the document. */
export const listen = /* @__PURE__ */ methodOf<
  EventTarget,
  [type: string, listener: (event: Event) => void, options?: AddEventListenerOptions | boolean],
  void
>(sample, 'addEventListener');
/** Stops listening. */
export const unlisten = /* @__PURE__ */ methodOf<EventTarget, [type: string, listener: (event: Event) => void, options?: boolean], void>(
  sample,
  'removeEventListener',
);
