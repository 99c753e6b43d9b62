import { page } from '../../core/page/platform.js';

/** An element, and whether it is in a shadow tree. */
interface FoundElement {
  readonly element: Element;
  readonly isInShadow: boolean;
}

// As in `core/page/page-nodes`, which would bring more of the entry with it: names of the page shadow these methods on its own objects.
const { querySelectorAll: queryDocument } = globalThis.Document?.prototype ?? {};
const { querySelectorAll: queryFragment } = globalThis.DocumentFragment?.prototype ?? {};
const { getAttribute, getAttributeNames } = globalThis.Element?.prototype ?? {};

/** As an array: pages replace iterators. */
function listOf(found: ArrayLike<Element>): Element[] {
  const list: Element[] = [];
  for (let at = 0; at < found.length; at++) list[at] = found[at];
  return list;
}

/** All elements of the page that match a selector. */
export function elementsOf(selector: string): Element[] {
  return page === null ? [] : listOf(queryDocument.call(page, selector));
}

/** An attribute of an element; null if absent. */
export function attributeOf(element: Element, name: string): string | null {
  return getAttribute.call(element, name);
}

/** The names of an element's attributes. */
export function attributeNamesOf(element: Element): string[] {
  return getAttributeNames.call(element);
}

/** Finds all elements that match a selector, also those in open shadow trees. It looks at every element of the page. */
export function findDeeply(selector: string): FoundElement[] {
  const within = (all: readonly Element[]): FoundElement[] =>
    all.flatMap(({ shadowRoot }) => {
      // A page may define anything under this name.
      if (!(shadowRoot instanceof ShadowRoot)) return [];
      const own = listOf(queryFragment.call(shadowRoot, selector)).map((element) => ({ element, isInShadow: true }));
      return [...own, ...within(listOf(queryFragment.call(shadowRoot, '*')))];
    });
  return [...elementsOf(selector).map((element) => ({ element, isInShadow: false })), ...within(elementsOf('*'))];
}
