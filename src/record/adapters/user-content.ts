import { attribute, closest, localName, parentOf } from '../../core/page/page-nodes.js';
import { warnOnce } from '../../core/text/warn-once.js';

/**
 * Where pages show what visitors have written, and where they are writing it. A review is words, and words are no deed: what stands in
 * these is not heard, whatever attributes it carries. `docs/script-tag.md` has the same list.
 */
const WRITTEN = '[data-onshelf-ignore],[contenteditable]:not([contenteditable="false" i]),textarea';
const NAMING = ['class', 'id', 'itemprop', 'itemtype'] as const;
/** All that may be such a place: what is named so is looked at word by word. */
const REGIONS = `${WRITTEN},${NAMING.flatMap((name) => ['review', 'comment', 'user', 'org/'].map((part) => `[${name}*="${part}" i]`))}`;

/**
 * Is it a name of what visitors have written: one of its words is `review` or `comment`, or their plural, or it has `user` before `content` or
 * `text`, or it is schema.org's `Question` or `Answer`? Words are parted by all that is no letter, and by a capital after a small letter: `yotpo-review`, `productReviews`, `user_text`. A
 * `preview` is none.
 *
 * @param names classes, ids, or what microdata calls it, parted by spaces
 */
export function isVisitorsName(names: string): boolean {
  const words = names.replace(/[a-z\d](?=[A-Z])/g, '$&-');
  return /(^|[^a-z])(reviews?|comments?|user[-_]*(content|text)|schema.org\/(question|answer))(?![a-z])/i.test(words);
}

/** What a whole page is called says what it has somewhere. */
function isNamedSo(region: Element): boolean {
  const names = NAMING.map((name) => attribute(region, name)).join(' ');
  return !/^(html|body|main)$/.test(localName(region)) && isVisitorsName(names);
}

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
    if (attribute(region, 'data-onshelf-hear') === null && (closest(region, WRITTEN) === region || isNamedSo(region))) {
      warnOnce('user-content', 'bad-input', 'what visitors wrote is not heard; put data-onshelf-hear on what is yours.');
      return true;
    }
    region = closest(parentOf(region), REGIONS);
  }
  return false;
}
