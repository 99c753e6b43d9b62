import { modelOfList } from '../../core/events/list-id.js';
import { attributeEvents } from '../../profile/attribute-events.js';
import { restoreProfile } from '../../profile/fold-events.js';
import { heedWishes } from '../../profile/heed-wishes.js';
import type { Examples } from '../../ranker/fit-logistic.js';
import { type ItemSignals, listFeatures } from '../../ranker/list-features.js';
import { medianOf, ofCategory, pricesByCategory } from '../../rules/usual-price.js';
import type { Pack } from '../../types/pack.js';
import type { Interaction } from '../../types/profile.js';
import type { ListContext } from '../list/list-context.js';
import { personalEvidence } from '../list/personal-source.js';
import { newnessOf } from '../rows/newness-of.js';
import { scoreRow } from '../rows/score-row.js';

/** Maximum number of latest lists to learn from: each needs the shopper's vector of its time. */
const LISTS_LEARNED = 50;
/** Models of lists in the order of the shopper's scores. */
export const OWN_MODELS = new Set<string | null>(['personal', 'quiz', 'popular', 'prototypes', 'landing']);

/** What signals are made of. */
export type RankerContext = Pick<ListContext, 'pack' | 'profile' | 'now'>;

/**
 * The ranker's examples: the examined items of the latest 50 personal lists with a click. Examined are the items above the last click, and one
 * below it (Joachims et al., SIGIR 2005: people read from the top, and barely beyond their choice); the others may not have been seen.
 * Signals are those of the time of the list: scores by the events before it.
 *
 * @param context pack and shopper
 * @returns one list's examples each, oldest first
 */
export function rankerLists({ pack, profile, now }: RankerContext): Examples[] {
  const lists = attributeEvents(profile).filter(({ listId, clicked }) => clicked.size > 0 && OWN_MODELS.has(modelOfList(listId)));
  const byList = new Map<string, Interaction[]>();
  for (const interaction of profile.interactions) {
    if (interaction.listId === undefined) continue;
    const known = byList.get(interaction.listId);
    if (known === undefined) byList.set(interaction.listId, [interaction]);
    else known.push(interaction);
  }
  return lists.slice(-LISTS_LEARNED).flatMap(({ listId, time, clicked }) => {
    const looked = examinedItems(byList.get(listId) ?? [], clicked).filter(({ itemId }) => pack.rowOf(itemId) >= 0);
    const labels = Uint8Array.from(looked, ({ itemId }) => (clicked.has(itemId) ? 1 : 0));
    // A list needs both clicked and unclicked items of the pack.
    if (new Set(labels).size < 2) return [];
    const isBefore = (event: { readonly time: number }): boolean => event.time < time;
    const { recorded, wishes } = profile;
    const before = heedWishes(restoreProfile({ recorded: recorded.filter(isBefore), searches: [], wishes: wishes.filter(isBefore) }), pack);
    const rows = looked.map(({ itemId }) => pack.rowOf(itemId));
    const at = { pack, profile: before, now: Math.min(time, now) };
    const { query } = personalEvidence(at);
    const scores = rows.map((row) => scoreRow(pack, query, row));
    const signals = signalsOf(at, rows, scores);
    return [
      {
        features: listFeatures(
          signals,
          looked.map(({ rank }) => rank),
        ),
        labels,
      },
    ];
  });
}

/**
 * The signals of items at a moment.
 *
 * @param context pack, shopper and moment
 * @param rows of the items
 * @param scores of the items, in any one unit
 */
export function signalsOf({ pack, profile, now }: RankerContext, rows: readonly number[], scores: readonly number[]): ItemSignals {
  const newness = newnessOf(pack, now);
  const prices = pack.numberColumn('price');
  const usual = prices === null ? undefined : ofCategory(pack, pricesByCategory(pack, profile), medianOf, 1);
  return {
    score: scores,
    newness: rows.map(newness),
    popularity: rows.map((row) => pack.popularity[row]),
    priceFit: rows.map((row) => priceFit(prices, row, usual?.(row) ?? Number.NaN)),
  };
}

function priceFit(prices: ReturnType<Pack['numberColumn']>, row: number, usual: number): number {
  const price = prices?.[row] ?? Number.NaN;
  return price > 0 && usual > 0 ? -Math.abs(Math.log(price / usual)) : Number.NaN;
}

interface Examined {
  readonly itemId: string;
  /** 1 the first. */
  readonly rank: number;
}

/**
 * The items of a list down to one below the last clicked one. Without places from the page, the order of impressions counts.
 *
 * @param touches of one list, in order of time
 * @param clicked ids
 */
function examinedItems(touches: readonly Interaction[], clicked: ReadonlySet<string>): Examined[] {
  const places = placesOf(touches);
  const shown = [...places].map(([itemId, place]) => ({ itemId, rank: place + 1 }));
  shown.sort((a, b) => a.rank - b.rank || (a.itemId < b.itemId ? -1 : 1));
  const last = shown.findLastIndex(({ itemId }) => clicked.has(itemId));
  return shown.slice(0, last + 2);
}

/** The place of each item in one list: from the page, else by the order of impressions. */
function placesOf(touches: readonly Interaction[]): Map<string, number> {
  const places = new Map<string, number>();
  for (const { itemId, name, place } of touches) {
    if (name !== 'view_item_list' && name !== 'select_item' && name !== 'view_item') continue;
    if (place !== undefined && !places.has(itemId)) places.set(itemId, place);
  }
  for (const { itemId, name } of touches) {
    if (name === 'view_item_list' && !places.has(itemId)) places.set(itemId, places.size);
  }
  return places;
}
