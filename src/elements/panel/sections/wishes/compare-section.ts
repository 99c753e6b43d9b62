import { bareObject } from '../../../../core/text/bare-object.js';
import { cleanText } from '../../../../core/text/clean-text.js';
import type { Answer } from '../../../../types/answer.js';
import { makeElement } from '../../../markup/make-element.js';
import type { PanelSection } from '../section-view.js';

/** Number of products of each list. */
const COUNT = 5;

/** The shopper's first list beside that of everybody. */
export const COMPARE_SECTION: PanelSection = {
  name: 'compare',
  fill: async ({ shelf, say, text }) => {
    const answers = await Promise.all([
      shelf.recommend(bareObject({ count: COUNT })),
      shelf.recommend(bareObject({ count: COUNT, neutral: true })),
    ]);
    const empty = answers.find(({ items }) => items.length === 0);
    if (empty !== undefined) throw new Error(empty.trace.notes.map(({ message }) => message).join(' '));
    const [own, everybody] = answers.map(({ items }) => items.map(({ id }) => id));
    const lists = answers.map(({ items }, place) =>
      makeElement(
        'div',
        {},
        makeElement('h3', {}, say(place === 0 ? 'compare-own' : 'compare-all')),
        makeElement(
          'ol',
          {},
          ...items.map((item) => makeElement('li', {}, makeElement('bdi', {}, titleOf(item) || text('untitled', { item: item.id })))),
        ),
      ),
    );
    const words = isSame(own, everybody) ? say('compare-same') : say('compare-both', { count: countBoth(own, everybody) });
    return [makeElement('div', { 'data-onshelf-pair': '' }, ...lists), makeElement('p', {}, words)];
  },
};

const titleOf = ({ item }: Answer['items'][number]): string => cleanText(item.title);

/** Whether two lists have the same products in the same order. */
const isSame = (own: readonly string[], other: readonly string[]): boolean =>
  own.length === other.length && own.every((id, place) => id === other[place]);

/** How many products are in both lists. */
const countBoth = (own: readonly string[], other: readonly string[]): number => own.filter((id) => other.includes(id)).length;
