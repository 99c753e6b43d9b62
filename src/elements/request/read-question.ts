import { attribute, localName } from '../../core/page/page-nodes.js';
import { readyState } from '../../core/page/platform.js';
import { bareObject } from '../../core/text/bare-object.js';
import { tellUnknown } from '../../core/text/own-options.js';
import { warnOnce } from '../../core/text/warn-once.js';
import type { Answer } from '../../types/answer.js';
import type { ShelfEvent } from '../../types/event.js';
import type { RecommendRequest, Scenario } from '../../types/request.js';
import type { Shelf } from '../../types/shelf.js';
import { categoryOfPage } from './category-of-page.js';
import { checkAttributes } from './check-attributes.js';
import { knownCategory } from './known-category.js';
import type { ListQuestion } from './list-question.js';
import { pageCategories } from './page-category.js';
import { cartOf, reportedItems } from './page-items.js';
import { readRequest, requestAttributes } from './request-attributes.js';

export { categoryOfPage, checkAttributes };

/** Milliseconds after the page has loaded that its reports may take to arrive. */
const REPORT_TIMEOUT_MS = 1000;
/** Milliseconds, and how often: what the page only describes is reported later than what it says. */
const [DESCRIBED_MS, DESCRIBED_TURNS] = [250, 8];

/** Names of lists. */
const LISTS = [
  'for-you',
  'trending',
  'new',
  'on-sale',
  'recently-viewed',
  'bought-together',
  'buy-again',
  'saved-for-later',
  'because',
  'related',
] as const;
type ListName = (typeof LISTS)[number];
const SCENARIOS = {
  home: 0,
  product: 0,
  cart: 0,
  category: 0,
  search: 0,
  'empty-search': 0,
  'order-confirmed': 0,
  landing: 0,
} satisfies Record<Scenario, number>;

/** Where rules name the page's item. */
const PAGE_ITEM = /\bthis\./;

/** Attributes of a list that are no parameters of a call. */
const OWN = ['list', 'scenario', 'item', 'count', 'layout', 'pictures', 'repeats'];

/**
 * Reads what a list element asks for: any list of the shelf, with any of its rules, about the page's own category, cart, order or product where
 * the attributes name none. What is unknown or missing is reported once.
 *
 * @param element the list
 * @param shelf makes the list
 * @param forYou asks for a personal list, by default without what was viewed
 * @param texts names of the element's texts, with `text-`
 * @returns null if it asks for no list that there is: the shop's own content stays
 */
export async function readQuestion(
  element: Element,
  shelf: Shelf,
  forYou: (shelf: Shelf, request: RecommendRequest) => ListQuestion,
  texts: readonly string[],
): Promise<ListQuestion | null> {
  const name = `<${localName(element)}>`;
  checkAttributes(element, [...OWN, ...requestAttributes(), ...texts]);
  const { itemIds, category, ...written } = readRequest(element);
  const item = attribute(element, 'item') ?? undefined;
  let list = attribute(element, 'list');
  let scenario = attribute(element, 'scenario');
  if (list === null && scenario !== null && isList(scenario)) {
    warnOnce(
      `scenario of ${name} ${scenario}`,
      'unknown-name',
      `"${scenario}" is a list, no scenario: write list="${scenario}" of ${name}.`,
    );
    [list, scenario] = [scenario, null];
  } else if (list !== null && isScenario(list) && scenario === null) {
    warnOnce(`list of ${name} ${list}`, 'unknown-name', `"${list}" is a scenario, no list: write scenario="${list}" of ${name}.`);
    [list, scenario] = [null, list];
  }
  if (list !== null && !isList(list)) return unknown(`list of ${name}`, list, LISTS);
  if (scenario !== null && !isScenario(scenario)) return unknown(`scenario of ${name}`, scenario, Object.keys(SCENARIOS));

  const missing = (what: string, how: string): null => {
    warnOnce(`${what} of ${name}`, 'nothing-known', `${what} of this page is not known, so the shop's own items stay: ${how}.`);
    return null;
  };
  const cartOrOrder = async (): Promise<readonly [ids: readonly string[], more: Pick<ListQuestion, 'follows'>]> => {
    const given = itemIds ?? (item === undefined ? undefined : [item]);
    if (given !== undefined) return [given, {}];
    const of = scenario === 'order-confirmed' ? (events: readonly ShelfEvent[]) => reportedItems(events, 'purchase') : cartOf;
    const ids = await fromEvents(shelf, of);
    return [ids, { follows: { ids, of } }];
  };
  const product = async (): Promise<string | undefined> => item ?? itemIds?.[0] ?? (await viewedHere(shelf))[0];
  // Rules that name the page's item are about the product of the page, in any list.
  const pageItem = PAGE_ITEM.test(`${written.filter} ${written.boost}`) ? await product() : undefined;
  const rest = pageItem === undefined ? written : { ...written, context: { item: pageItem } };
  const within = async (): Promise<string | null | undefined> => {
    const said = category === undefined ? await onceLoaded(pageCategories) : [category.split('>')];
    if (said.length === 0)
      return missing('the category', 'set category="Outdoor > Tents", or describe it by breadcrumbs in JSON-LD or by item_category of GA4');
    return knownCategory(shelf, said, category !== undefined);
  };

  if (list === null && rest.placement !== undefined) return ofPlacement();
  if (list === null || list === 'for-you') {
    if (item !== undefined && list === null && (scenario === null || scenario === 'home')) return relatedTo(item);
    switch (scenario) {
      case 'product': {
        const itemId = await product();
        if (itemId === undefined) return missing('the product', 'set item="sku-1", or report view_item');
        return recommend({ itemId });
      }
      case 'cart':
      case 'order-confirmed': {
        const [ids, more] = await cartOrOrder();
        if (ids.length > 0) return { ...recommend({ itemIds: ids }), ...more };
        return missing(
          scenario === 'cart' ? 'the cart' : 'the order',
          `it is empty, or set items="sku-1 sku-2", or report ${scenario === 'cart' ? 'add_to_cart' : 'purchase'}`,
        );
      }
      case 'category': {
        const known = await within();
        return known ? recommend({ category: known }) : null;
      }
      case 'search': {
        const ids = itemIds ?? (await fromEvents(shelf, (events) => reportedItems(events, 'view_search_results')));
        return ids.length > 0
          ? recommend({ itemIds: ids })
          : missing('the search', 'set items="sku-1 sku-2", or report view_search_results');
      }
      default:
        return forYou(
          shelf,
          bareObject({ ...rest, ...(itemIds && { itemIds }), ...(category && { category }), scenario: scenario ?? 'home' }),
        );
    }
  }
  switch (list) {
    case 'related': {
      const itemId = await product();
      return itemId === undefined ? missing('the product', 'set item="sku-1", or report view_item') : relatedTo(itemId);
    }
    case 'bought-together': {
      const [ids, more] = await cartOrOrder();
      const about = ids.length > 0 ? ids : await viewedHere(shelf);
      if (about.length === 0) return missing('the cart', 'it is empty, or set items="sku-1 sku-2", or report add_to_cart');
      return { ask: (count) => shelf.boughtTogether(about, bareObject({ ...rest, count })), ...more };
    }
    case 'trending':
    case 'on-sale':
    case 'new': {
      // The page's category counts where the element asks for it.
      const known = category === undefined && scenario !== 'category' ? '' : await within();
      if (known === null || known === undefined) return null;
      const request = bareObject({ ...rest, ...(known && { category: known }) });
      const method = ({ trending: 'trending', new: 'newArrivals', 'on-sale': 'onSale' } as const)[list];
      return { ask: (count) => shelf[method]({ ...request, count }) };
    }
    case 'recently-viewed':
      return { ask: (count) => shelf.recentlyViewed(bareObject({ ...rest, count })) };
    case 'buy-again':
      return { ask: (count) => shelf.buyAgain(bareObject({ ...rest, count })) };
    case 'saved-for-later':
      return { ask: (count) => shelf.savedForLater(bareObject({ ...rest, count })) };
    default:
      return { ask: (count) => shelf.because(bareObject({ ...rest, count })) };
  }

  /** The list of a placement. What it is about is looked for on the page only where the placement needs it and no attribute says it. */
  function ofPlacement(): ListQuestion {
    const said = { ...rest, ...(scenario !== null && { scenario: scenario as Scenario }), ...(item !== undefined && { itemId: item }) };
    let about: RecommendRequest = { ...said, ...(itemIds && { itemIds }), ...(category !== undefined && { category }) };
    // Lists of elements do not repeat each other already, in the order of the document.
    const ask = (count: number): Promise<Answer> => shelf.recommend(bareObject({ ...about, repeats: true, count }));
    const items = async (): Promise<readonly string[]> => {
      const [ids, more] = await cartOrOrder();
      Object.assign(question, more);
      return ids;
    };
    const find = { itemId: product, item: product, itemIds: items, category: async () => (await within()) ?? undefined };
    const question: ListQuestion = {
      ask: async (count) => {
        const answer = await ask(count);
        const { needs } = answer.trace.placement ?? {};
        const found = needs && (await find[needs]());
        if (needs === undefined || found === undefined || found.length === 0) return answer;
        about = { ...about, ...(needs === 'item' ? { context: { item: String(found) } } : { [needs]: found }) };
        return ask(count);
      },
    };
    return question;
  }
  function recommend(about: RecommendRequest): ListQuestion {
    return { ask: (count) => shelf.recommend(bareObject({ ...rest, ...about, scenario: scenario as Scenario, count })) };
  }
  function relatedTo(itemId: string): ListQuestion {
    return { ask: (count) => shelf.related(itemId, bareObject({ ...rest, count })) };
  }
}

const isList = (text: string): text is ListName => (LISTS as readonly string[]).includes(text);
const isScenario = (text: string): text is Scenario => Object.hasOwn(SCENARIOS, text);

function unknown(what: string, name: string, names: readonly string[]): null {
  tellUnknown(what, name, names);
  return null;
}

/** What is found; if nothing is, again once the page has loaded. */
async function onceLoaded<Found extends readonly unknown[]>(find: () => Found | Promise<Found>): Promise<Found> {
  const found = await find();
  if (found.length > 0 || readyState() === 'complete') return found;
  await new Promise<void>((resolve) => addEventListener('load', () => setTimeout(resolve, REPORT_TIMEOUT_MS), { once: true }));
  return find();
}

/** The product that the page has reported. What the page only describes is reported a while after it has loaded. */
async function viewedHere(shelf: Shelf): Promise<string[]> {
  const find = (): Promise<string[]> => fromEvents(shelf, (events) => reportedItems(events, 'view_item'));
  let found = await find();
  for (let turn = 0; found.length === 0 && turn < DESCRIBED_TURNS; turn++) {
    await new Promise((resolve) => setTimeout(resolve, DESCRIBED_MS));
    found = await find();
  }
  return found;
}

/** What the shopper's events tell; [] if they cannot be read. */
function fromEvents(shelf: Shelf, read: (events: readonly ShelfEvent[]) => string[]): Promise<string[]> {
  return onceLoaded(async () => {
    const { events } = await shelf.profile.inspect().catch(() => ({ events: [] }));
    return read(events);
  });
}
