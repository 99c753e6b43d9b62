import { standingIn } from '../../core/numbers/standing-in.js';
import type { EventName } from '../../types/event.js';
import type { PriceBand, PriceSensitivity, PriceTaste } from '../../types/known.js';
import type { Pack } from '../../types/pack.js';
import type { Interaction, Profile } from '../../types/profile.js';
import type { ListContext } from '../list/list-context.js';

/** Events that show interest in an item, whatever became of it. */
const LOOKED: ReadonlySet<EventName> = new Set(['view_item', 'select_item', 'add_to_cart', 'add_to_wishlist', 'purchase']);
/** Events by which an item was seen beside others. */
const SAW: ReadonlySet<EventName> = new Set(['view_item_list', 'view_item', 'select_item']);
const CHOSE: ReadonlySet<EventName> = new Set(['add_to_cart', 'purchase']);

/** Items, and choices, without which nothing is said. */
const ENOUGH = 3;
/** Other items that a choice needs to be compared with. */
const ENOUGH_SEEN = 2;
/** Difference of places from which somebody chooses cheaper or dearer. */
const LEANING = 0.1;

/** An event on an item with a price, in a market: a category and a currency. */
interface Priced {
  readonly interaction: Interaction;
  readonly row: number;
  readonly market: Market;
}

interface Market {
  readonly category: string;
  readonly currency: string;
  /** The place of a price among those of all its items: 0 the lowest, 1 the highest. */
  readonly placeOf: (price: number) => number;
}

/**
 * What a history tells of prices: the shopper's price band in each category, and whether they choose cheaper than what they saw beside it. A function
 * of the events that count, the pack's prices and nothing else, so an event that is forgotten leaves no trace.
 *
 * @param context pack and shopper
 */
export function showPrices({ pack, profile }: Pick<ListContext, 'pack' | 'profile'>): PriceTaste {
  if (pack.numberColumn('price') === null)
    return { state: 'off', note: { code: 'pack-lacks', message: 'The pack has no prices: the feed it was built from had none.' } };
  const events = pricedEvents(pack, profile);
  const price = (row: number): number => pack.numberColumn('price')?.[row] ?? Number.NaN;
  const markets = [...new Set(events.filter(({ interaction }) => LOOKED.has(interaction.name)).map(({ market }) => market))];
  return {
    state: 'ready',
    bands: markets
      .map((market) =>
        bandOf(
          market,
          events.filter((one) => one.market === market && LOOKED.has(one.interaction.name)),
          price,
        ),
      )
      .sort((a, b) => b.items - a.items || (a.category < b.category ? -1 : 1)),
    sensitivity: sensitivityOf(events, price),
  };
}

/** The events on items with a price, oldest first; without items that are hidden, or that a wish leaves out. */
function pricedEvents(pack: Pack, { interactions, hidden, heeded }: Profile): Priced[] {
  const prices = pack.numberColumn('price');
  const [categories, currencies] = [pack.codedColumn('product_type'), pack.codedColumn('currency')];
  const keyOf = (row: number): string => `${categories?.codes[row] ?? 0} ${currencies?.codes[row] ?? 0}`;
  const found = interactions
    .filter(({ name, itemId }) => (LOOKED.has(name) || SAW.has(name)) && !hidden.has(itemId) && !heeded?.silent.has(itemId))
    .map((interaction) => ({ interaction, row: pack.rowOf(interaction.itemId) }))
    .filter(({ row }) => row >= 0 && (prices?.[row] ?? 0) > 0);
  const wanted = new Map<string, number[]>(found.map(({ row }) => [keyOf(row), []]));
  for (let row = 0; row < pack.items; row++) if (prices && prices[row] > 0) wanted.get(keyOf(row))?.push(prices[row]);
  const markets = new Map<string, Market>();
  for (const { row } of found)
    if (!markets.has(keyOf(row)))
      markets.set(keyOf(row), {
        category: categories?.values[categories.codes[row]] ?? '',
        currency: currencies?.values[currencies.codes[row]] ?? '',
        placeOf: standingIn(Float64Array.from(wanted.get(keyOf(row)) ?? [])),
      });
  return found.map((one) => ({ ...one, market: markets.get(keyOf(one.row)) as Market }));
}

function bandOf({ category, currency, placeOf }: Market, events: readonly Priced[], price: (row: number) => number): PriceBand {
  const rows = [...new Set(events.map(({ row }) => row))];
  const evidence = { category, currency, items: rows.length, events: idsOf(events) };
  if (rows.length < ENOUGH) return { ...evidence, state: 'too-few', band: null, from: null, to: null, place: null };
  const prices = rows.map(price).sort((a, b) => a - b);
  const place = meanOf(prices.map(placeOf));
  const band = place < 1 / 3 ? 'low' : place > 2 / 3 ? 'high' : 'middle';
  return { ...evidence, state: 'known', band, from: quantile(prices, 0.25), to: quantile(prices, 0.75), place };
}

/** Compares each item with what had been seen of its market until it was first chosen. */
function sensitivityOf(events: readonly Priced[], price: (row: number) => number): PriceSensitivity {
  const chosen = new Map<number, Priced>();
  for (const one of events) if (CHOSE.has(one.interaction.name) && !chosen.has(one.row)) chosen.set(one.row, one);
  const compared = [...chosen.values()].flatMap((choice) => {
    const { market, row, interaction } = choice;
    const seen = new Set<number>();
    for (const other of events)
      if (other.market === market && other.row !== row && SAW.has(other.interaction.name) && other.interaction.time <= interaction.time)
        seen.add(other.row);
    if (seen.size < ENOUGH_SEEN) return [];
    const places = [...seen].sort((a, b) => a - b).map((one) => market.placeOf(price(one)));
    return [{ row, difference: meanOf(places) - market.placeOf(price(row)) }];
  });
  const rows = new Set(compared.map(({ row }) => row));
  const evidence = {
    choices: rows.size,
    events: idsOf(events.filter((one) => rows.has(one.row) && CHOSE.has(one.interaction.name))),
  };
  if (rows.size < ENOUGH) return { ...evidence, state: 'too-few', leaning: null, difference: null };
  const difference = meanOf(compared.map((one) => one.difference));
  return {
    ...evidence,
    state: 'known',
    leaning: difference >= LEANING ? 'cheaper' : difference <= -LEANING ? 'dearer' : 'even',
    difference,
  };
}

const idsOf = (events: readonly Priced[]): string[] => [...new Set(events.map(({ interaction }) => interaction.eventId))];
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** By linear interpolation between ascending values. */
function quantile(values: readonly number[], share: number): number {
  const at = share * (values.length - 1);
  const low = Math.floor(at);
  return values[low] + (at - low) * ((values[low + 1] ?? values[low]) - values[low]);
}
