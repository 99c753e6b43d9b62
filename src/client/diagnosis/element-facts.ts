import { shownList } from '../../core/page/shown-list.js';
import type { ElementFacts } from '../../types/diagnosis.js';
import { attributeNamesOf, attributeOf, findDeeply } from './find-deeply.js';

/** Maximum length of an element. */
const MAX_SHOWN = 200;

/** What the lists of the page show, and why. */
export function elementFacts(): ElementFacts[] {
  return findDeeply('onshelf-list').map(({ element }) => {
    const list = shownList(element);
    const written = attributeNamesOf(element).map((name) => ` ${name}="${attributeOf(element, name)}"`);
    return {
      element: `<onshelf-list${written.join('')}>`.slice(0, MAX_SHOWN),
      shows: list !== undefined && list.ids.length > 0 ? 'list' : 'own content',
      why: list?.why ?? 'it is not filled yet: the code of the elements is still being loaded, or cannot be.',
    };
  });
}
