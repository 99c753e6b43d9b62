import { listOf, objectOf, type PageObject } from '../fields/page-fields.js';

/** Maximum nesting of lists and graphs. */
const MAX_DEPTH = 4;
/** What old pages write around a script's content. */
const WRAPPER = /^\s*(?:\/[/*]\s*)?(?:<!\[CDATA\[|<!--)(?:\s*\*\/)?|(?:\/[/*]\s*)?(?:\]\]>|-->)[\s*/;]*$/g;

/**
 * Finds the products in a page's schema.org descriptions.
 *
 * @param texts contents of its `application/ld+json` scripts
 * @param broken called for each text that seems to describe a product, and is no JSON
 * @returns the products that descriptions are about, in order, not those named within others
 * @see https://developers.google.com/search/docs/appearance/structured-data/merchant-listing
 */
export function productsInJsonLd(texts: readonly string[], broken: () => void = () => {}): PageObject[] {
  return texts.flatMap((text) => {
    const node = parse(text);
    if (node === undefined && /\bProduct\b/i.test(text)) broken();
    return productsIn(node, 0);
  });
}

function productsIn(node: unknown, depth: number): PageObject[] {
  if (depth > MAX_DEPTH) return [];
  if (Array.isArray(node)) return node.flatMap((part) => productsIn(part, depth + 1));
  const given = objectOf(node);
  if (listOf(given['@type']).some((type) => /^(https?:\/\/schema\.org\/|schema:)?(Individual)?Product(Group|Model)?$/i.test(String(type))))
    return [given];
  return [given['@graph'], given.mainEntity].flatMap((part) => productsIn(part ?? [], depth + 1));
}

/** Reads JSON as it is found in pages: wrapped for old browsers, with line breaks within texts, with a comma too many, with quotes as in HTML. */
function parse(text: string): unknown {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON has none within texts, and spaces are as good between them.
  const plain = text.replace(WRAPPER, '').replace(/[\u0000-\u001f\ufeff]/g, ' ');
  const tidy = plain.replace(/,\s*([}\]])/g, '$1');
  for (const written of [plain, tidy, tidy.replace(/&(quot|#34);/g, '"').replace(/&amp;/g, '&')]) {
    try {
      return JSON.parse(written);
    } catch {
      // The next form, if there is one.
    }
  }
  return undefined;
}
