import { attribute, attributeNames } from '../../core/page/page-nodes.js';
import type { ElementFacts } from '../../types/diagnosis.js';

/** A list of the page. */
export interface ShownList {
  readonly element: HTMLElement;
  /** Ids of the items that it shows. */
  readonly ids: readonly string[];
  /** What served it, or why the shop's own content is shown. */
  readonly why: string;
}

/** Maximum length of an element. */
const MAX_SHOWN = 200;

/** What the lists of a page show, and why. */
export function elementFacts(lists: readonly ShownList[]): ElementFacts[] {
  return lists.map(({ element, ids, why }) => ({
    element: `<onshelf-list${attributeNames(element)
      .map((name) => ` ${name}="${attribute(element, name)}"`)
      .join('')}>`.slice(0, MAX_SHOWN),
    shows: ids.length > 0 ? 'list' : 'own content',
    why,
  }));
}
