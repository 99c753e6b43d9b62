import { attribute, closest, findAll, localName, parentOf, textWithin } from '../../../core/page/page-nodes.js';
import type { PageObject } from '../fields/page-fields.js';
import { isUserContent } from './user-content.js';

/** Matches the elements of products. */
const PRODUCT_SCOPE = '[itemscope][itemtype*="schema.org/Product" i]';

/**
 * Reads the products that a page describes by microdata. Those within another item, such as a related product, are left out.
 *
 * @param root the document
 * @returns them with the names of JSON-LD
 */
export function productsInMicrodata(root: Document): PageObject[] {
  return findAll(root, PRODUCT_SCOPE)
    .filter((scope) => attribute(scope, 'itemprop') === null && !isUserContent(scope))
    .map(readScope);
}

/** The properties of an item; those of items within it as objects. */
function readScope(scope: Element): PageObject {
  const found: Record<string, unknown> = {};
  for (const element of findAll(scope, '[itemprop]')) {
    const parent = parentOf(element);
    if (closest(parent, '[itemscope]') !== scope) continue;
    const value = attribute(element, 'itemscope') === null ? contentOf(element) : readScope(element);
    // The first one: galleries repeat images, and lists of offers prices.
    for (const name of (attribute(element, 'itemprop') ?? '').split(/\s+/)) if (name !== '') found[name] ??= value;
  }
  return found;
}

function contentOf(element: Element): string | undefined {
  const said = ['content', 'value', 'href', 'src', 'datetime'].map((name) =>
    name === 'href' && !/^(a|link|area)$/.test(localName(element)) ? null : attribute(element, name),
  );
  return said.find((value) => value !== null) ?? textWithin(element)?.trim();
}
