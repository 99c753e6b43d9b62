import { attribute, closest, parentOf } from '../../core/page-nodes.js';
import { warnOnce } from '../../core/warn-once.js';

/**
 * Where pages show what visitors have written, and where they are writing it. A review is words, and words are no deed: what stands in
 * these is not heard, whatever attributes it carries. `docs/script-tag.md` has the same list.
 */
const REGIONS = [
  '[data-onshelf-ignore]',
  '[contenteditable]:not([contenteditable="false" i])',
  'textarea',
  ...['review', 'reviewBody', 'comment'].map((name) => `[itemprop~="${name}" i]`),
  ...['Review', 'Comment', 'UserComments', 'Question', 'Answer'].map((name) => `[itemtype*="schema.org/${name}" i]`),
  ...['review', 'comment'].flatMap((name) => [`#${name}s`, `.${name}s`, `.${name}`, `.${name}-content`, `.${name}-body`, `.${name}-text`]),
  '.user-content',
].join();

/**
 * Does an element stand in what visitors have written? `data-onshelf-hear` on a region says that it is the shop's own; on something within
 * a region it says nothing: a visitor may have written that too.
 *
 * @param element of the page
 */
export function isUserContent(element: Element): boolean {
  let region = closest(element, REGIONS);
  while (region !== null) {
    if (attribute(region, 'data-onshelf-ignore') !== null) return true;
    if (attribute(region, 'data-onshelf-hear') === null) {
      warnOnce('user-content', 'bad-input', 'what visitors wrote is not heard. Is it yours? Put data-onshelf-hear on it.');
      return true;
    }
    region = closest(parentOf(region), REGIONS);
  }
  return false;
}
