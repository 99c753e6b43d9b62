import { attribute, closest, contains, findAll, localName, parentOf, textWithin } from '../../../core/page/page-nodes.js';
import type { PageObject } from '../fields/page-fields.js';
import { isUserContent } from './user-content.js';

/** Matches the elements of products. */
const PRODUCT_SCOPE = '[itemscope][itemtype*="schema.org/Product" i]';

/**
 * Reads the products that a page describes by microdata. Those within another item, such as a related product, are left out, unless they are what
 * that item is mainly about.
 *
 * @param root the document
 * @returns them with the names of JSON-LD
 */
export function productsInMicrodata(root: Document): PageObject[] {
  return findAll(root, PRODUCT_SCOPE)
    .filter((scope) => /^(mainEntity)?$/.test(attribute(scope, 'itemprop') ?? '') && !isUserContent(scope))
    .map((scope) => readScope(scope, root));
}

/** The properties of an item, also those elsewhere in the page that it refers to; those of items within it as objects. */
function readScope(scope: Element, root: Document): PageObject {
  const found: Record<string, unknown> = {};
  const elsewhere = (attribute(scope, 'itemref') ?? '').split(/\s+/);
  const parts = elsewhere[0] === '' ? [] : findAll(root, '[id]').filter((part) => elsewhere.includes(attribute(part, 'id') ?? ''));
  const referred = parts.filter((part) => !contains(scope, part) && !contains(part, scope));
  const own = findAll(scope, '[itemprop]').filter((element) => closest(parentOf(element), '[itemscope]') === scope);
  const others = referred.flatMap((part) =>
    [part, ...findAll(part, '[itemprop]')].filter((element) => {
      if (attribute(element, 'itemprop') === null) return false;
      const around = element === part ? null : closest(parentOf(element), '[itemscope]');
      return around === null || !contains(part, around);
    }),
  );
  for (const element of [...own, ...others]) {
    const value = attribute(element, 'itemscope') === null ? contentOf(element) : readScope(element, root);
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
