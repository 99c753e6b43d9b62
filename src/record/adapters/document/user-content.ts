import { attribute, closest, localName, parentOf } from '../../../core/page/page-nodes.js';
import { warnOnce } from '../../../core/text/warn-once.js';

/**
 * Elements with user content, such as reviews, and editable ones. Attributes in them are ignored: visitors may have written them.
 * `docs/script-tag.md` has the same list.
 */
const WRITTEN = '[data-onshelf-ignore],[contenteditable]:not([contenteditable="false" i]),textarea';
const NAMING = ['class', 'id', 'itemprop', 'itemtype'] as const;
/** Candidates for user content; their names are then checked word by word. */
const REGIONS = /* @__PURE__ */ regions();

/**
 * Whether a name marks user content: a word of it is `review` or `comment`, or a plural, or it has `user` before `content` or `text`, or it is
 * schema.org's `Question` or `Answer`. Words end at any non-letter, and before a capital: `yotpo-review`, `productReviews`, `user_text`. `preview`
 * is not such a name.
 *
 * @param names classes, ids, or microdata types, separated by spaces
 */
export function isVisitorsName(names: string): boolean {
  const words = names.replace(/[a-z\d](?=[A-Z])/g, '$&-');
  return /(^|[^a-z])(reviews?|comments?|user[-_]*(content|text)|schema.org\/(question|answer))(?![a-z])/i.test(words);
}

/** Names of `html`, `body` and `main` are ignored: they describe the whole page. */
function isNamedSo(region: Element): boolean {
  const names = NAMING.map((name) => attribute(region, name)).join(' ');
  return !/^(html|body|main)$/.test(localName(region)) && isVisitorsName(names);
}

/**
 * Whether an element is in user content. `data-onshelf-hear` on such a region marks it as the shop's own; on an element within it the attribute is
 * ignored, since a visitor may have written it.
 *
 * @param element of the page
 */
export function isUserContent(element: Element): boolean {
  return closest(element, REGIONS) !== null && isInUserContent(element);
}

/** The same, found step by step: for a single element. */
export function isInUserContent(element: Element): boolean {
  for (let region: Element | null = element; region !== null; region = parentOf(region)) {
    if (attribute(region, 'data-onshelf-ignore') !== null) return true;
    if (attribute(region, 'data-onshelf-hear') === null && (closest(region, WRITTEN) === region || isNamedSo(region))) {
      warnOnce('user-content', 'bad-input', 'user content is ignored; put data-onshelf-hear on your own.');
      return true;
    }
  }
  return false;
}

function regions(): string {
  return `${WRITTEN},${NAMING.flatMap((name) => ['review', 'comment', 'user', 'org/'].map((part) => `[${name}*="${part}" i]`))}`;
}
