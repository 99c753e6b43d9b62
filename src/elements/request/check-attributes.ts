import { attribute, attributeNames, localName } from '../../core/page/page-nodes.js';
import { nearestName } from '../../core/text/nearest-name.js';
import { tellUnknown } from '../../core/text/own-options.js';
import { warnOnce } from '../../core/text/warn-once.js';
import { isForeign } from './foreign-attributes.js';

/** HTML's own attributes of any element, as far as they are single words. */
const HTML =
  'accesskey autocapitalize autofocus contenteditable draggable enterkeyhint exportparts inert inputmode is itemid itemprop itemref itemscope itemtype key name nonce part popover ref spellcheck translate'.split(
    ' ',
  );

/** Which pictures a list shows, and when those of the shop are fetched. */
const PICTURES = ['own', 'deferred', 'pack', 'pack-then-own'];

/**
 * Warns once about unknown attributes, and about a count, a layout or pictures that are none.
 *
 * @param element a list or a panel
 * @param known the names of its attributes; the texts' with `text-`
 */
export function checkAttributes(element: Element, known: readonly string[]): void {
  const name = `<${localName(element)}>`;
  const count = attribute(element, 'count');
  if (count !== null && !(Number(count) >= 1))
    warnOnce(`count of ${name}`, 'unknown-name', `count="${count.slice(0, 64)}" of ${name} is not a number of 1 or more and is ignored.`);
  const layout = attribute(element, 'layout');
  if (layout !== null && layout !== 'grid') tellUnknown(`layout of ${name}`, layout, ['grid']);
  const pictures = attribute(element, 'pictures');
  if (pictures !== null && !PICTURES.includes(pictures)) tellUnknown(`pictures of ${name}`, pictures, PICTURES);
  for (const given of attributeNames(element)) {
    if (known.includes(given) || HTML.includes(given) || given.startsWith('text-why-')) continue;
    // Another tool's attributes have a sign of their own, or resemble none.
    if (!isForeign(given) || nearOf(given, known)) tellUnknown(`attribute of ${name}`, given, known);
  }
}

/** Whether a foreign name is a known one misspelled: `Item_s`. HTML's own are not. */
const nearOf = (given: string, known: readonly string[]): boolean => /[^a-z-]/.test(given) && nearestName(given, known) !== undefined;
