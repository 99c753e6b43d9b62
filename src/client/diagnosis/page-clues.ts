import { ownGlobal, page } from '../../core/page/platform.js';
import { unreadSources } from '../../core/page/unread-sources.js';
import type { PageFacts } from '../../types/diagnosis.js';
import type { Note } from '../../types/note.js';
import { attributeOf, elementsOf, findDeeply } from './find-deeply.js';

/** Maximum number of globals looked at, and of entries of each. */
const MAX_GLOBALS = 5000;
const MAX_ENTRIES = 200;
/** Maximum number of names in a message. */
const MAX_NAMED = 5;
/** What speaks of a product in a form that is not read. */
const DESCRIBED: readonly (readonly [what: string, selector: string])[] = [
  ['Open Graph', 'meta[property="og:type" i][content*="product" i],meta[property^="product:" i]'],
  ['a script of another type than application/ld+json', 'script[type*="json+ld" i],script[type*="ld-json" i]'],
  ['RDFa', '[typeof~="Product"],[typeof~="schema:Product"]'],
];
const INSTEAD =
  'Tell a data layer the same by GA4\'s names, describe products by JSON-LD, mark them with data-onshelf-event, or call onshelf("track", ...).';

/**
 * What of the page speaks of products, and is not read: for a page whose sources told nothing of an item.
 *
 * @param facts what was heard; without voices nothing is looked for
 */
export function pageClues({ voices, unread = [] }: PageFacts): Note[] {
  if (voices === undefined || page === null) return [];
  const clues: Note[] = [];
  const tell = (message: string): void => void clues.push({ code: 'source-unread', message });
  const [tag = null] = elementsOf('script[data-pack]');
  const own = (tag && attributeOf(tag, 'data-layer')) ?? 'dataLayer';

  const inShadow = findDeeply('[data-onshelf-event]').filter(({ isInShadow }) => isInShadow);
  const shown = inShadow.filter(({ element }) => /^(view|begin|purchase|refund)/.test(attributeOf(element, 'data-onshelf-event') ?? ''));
  if (shown.length > 0)
    tell(
      `${shown.length === 1 ? 'An element with data-onshelf-event is' : `${shown.length} elements with data-onshelf-event are`} in shadow trees, where only clicks and forms are heard. Put it into the page itself.`,
    );
  if (voices.length > 0) return clues;

  const wanted = tag && attributeOf(tag, 'data-adapters');
  const offers = ownGlobal(own);
  if (isDataLayer(offers, true) && unread.length === 0)
    tell(
      wanted === null || /\bga4\b/.test(wanted)
        ? `"${own}" has entries about products that could not be heard: a script has replaced its push() after the tag, without calling the one before.`
        : `"${own}" tells of products, and data-adapters="${wanted}" leaves it out: add ga4.`,
    );
  for (const name of otherLayers(own)) tell(`"${name}" looks like a data layer, and is not read: set data-layer="${name}" on the tag.`);
  const analytics = ownGlobal('analytics') as { readonly on?: unknown } | null | undefined;
  if (analytics && !Array.isArray(analytics) && typeof analytics.on !== 'function')
    tell('"analytics" on this page is neither Segment\'s library nor its snippet: its calls cannot be heard.');
  if (elementsOf('[data-onshelf-item]').length > 0 && elementsOf('[data-onshelf-event]').length === 0)
    tell('Elements have data-onshelf-item, and none has data-onshelf-event: write on each, or around them, what happens.');
  if (elementsOf('script[type*="ld+json" i],[itemtype*="schema.org/Product" i]').length === 0)
    for (const [what, selector] of DESCRIBED)
      if (elementsOf(selector).length > 0) tell(`The page describes a product by ${what}, which is not read. ${INSTEAD}`);
  const sources = unreadSources();
  if (sources.length > 0) tell(`${sources.slice(0, MAX_NAMED).join(', ')} may be told what happens here, which is not read. ${INSTEAD}`);
  return clues;
}

/** Names of the globals that are data layers, besides the one that is read. */
function otherLayers(own: string): string[] {
  return Object.getOwnPropertyNames(globalThis)
    .slice(-MAX_GLOBALS)
    .filter((name) => {
      // Getters of the page are not called.
      const value: unknown = Object.getOwnPropertyDescriptor(globalThis, name)?.value;
      return name !== own && name !== 'adobeDataLayer' && isDataLayer(value, false);
    })
    .slice(0, MAX_NAMED);
}

/** Whether a value is an array with entries of a data layer. `ofShop`: with one that tells of products. */
function isDataLayer(value: unknown, ofShop: boolean): boolean {
  try {
    return (
      Array.isArray(value) &&
      value.slice(-MAX_ENTRIES).some((entry: { readonly [field: string]: unknown } | null) => {
        if (entry === null || typeof entry !== 'object') return false;
        const { event, ecommerce } = entry;
        const name = entry[0] === 'event' ? entry[1] : event;
        if (ofShop)
          return typeof name === 'string' && /^(view_item|select_item|add_to_|remove_from_cart|begin_checkout|purchase)/.test(name);
        return ecommerce !== undefined || typeof name === 'string' || (entry[0] === 'config' && typeof entry[1] === 'string');
      })
    );
  } catch {
    // The page's entries may throw.
    return false;
  }
}
