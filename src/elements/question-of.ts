import { attribute, attributeNames } from '../core/page/page-nodes.js';
import { bareObject } from '../core/text/bare-object.js';
import type { RecommendRequest, Scenario } from '../types/request.js';
import type { Shelf } from '../types/shelf.js';
import { isForeign } from './request/foreign-attributes.js';
import type { ListQuestion } from './request/list-question.js';
import { LIST_TEXTS } from './texts/list-texts.js';

/** The scenarios of a personal list about nothing but the shopper. */
const HOME: readonly (string | null)[] = [null, 'home', 'landing', 'empty-search'] satisfies (Scenario | null)[];

/** Names of the attributes that replace a list's texts. */
const textAttributes = (): string[] => Object.keys(LIST_TEXTS).map((name) => `text-${name}`);

/**
 * What a list element asks the shelf. Lists about the page, rules and misspelled attributes are read by a part that is loaded only for them.
 *
 * @param element the list
 * @param shelf makes the list
 * @returns null if it asks for no list that there is
 */
export async function questionOf(element: Element, shelf: Shelf): Promise<ListQuestion | null> {
  const [list, scenario, item, count, layout] = ['list', 'scenario', 'item', 'count', 'layout'].map((name) => attribute(element, name));
  const simple = ['list', 'scenario', 'item', 'count', 'layout', 'repeats', ...textAttributes()];
  if (
    [null, 'for-you'].includes(list) &&
    HOME.includes(scenario) &&
    (count === null || Number(count) >= 1) &&
    [null, 'grid'].includes(layout) &&
    attributeNames(element).every((name) => simple.includes(name) || isForeign(name))
  ) {
    if (item === null) return personal(shelf, { scenario: (scenario ?? 'home') as Scenario });
    if (list === null) return { ask: (most) => shelf.related(item, bareObject({ count: most })) };
  }
  const { readQuestion } = await import('./request/read-question.js');
  return readQuestion(element, shelf, personal, textAttributes());
}

/** A personal list. By default it offers what the shopper has not viewed; if that is too little, what they viewed follows. */
function personal(shelf: Shelf, request: RecommendRequest): ListQuestion {
  return {
    ask: async (count) => {
      const fresh = await shelf.recommend(bareObject({ exclude: 'seen' as const, ...request, count }));
      if (request.exclude !== undefined || fresh.items.length >= count || fresh.servedBy.model === 'fallback') return fresh;
      const { items } = await shelf.recommend(bareObject({ ...request, count }));
      const there = new Set(fresh.items.map(({ id }) => id));
      return { ...fresh, items: [...fresh.items, ...items.filter(({ id }) => !there.has(id)).slice(0, count - there.size)] };
    },
  };
}
