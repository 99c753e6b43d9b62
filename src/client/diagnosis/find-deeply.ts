import { findAll, findInPage } from '../../core/page/page-nodes.js';

/** An element, and whether it is in a shadow tree. */
interface FoundElement {
  readonly element: Element;
  readonly isInShadow: boolean;
}

/** Finds all elements that match a selector, also those in open shadow trees. It looks at every element of the page. */
export function findDeeply(selector: string): FoundElement[] {
  const within = (all: readonly Element[]): FoundElement[] =>
    all.flatMap(({ shadowRoot }) => {
      // A page may define anything under this name.
      if (!(shadowRoot instanceof ShadowRoot)) return [];
      const own = findAll<Element>(shadowRoot, selector).map((element) => ({ element, isInShadow: true }));
      return [...own, ...within(findAll<Element>(shadowRoot, '*'))];
    });
  return [...findInPage(selector).map((element) => ({ element, isInShadow: false })), ...within(findInPage('*'))];
}
