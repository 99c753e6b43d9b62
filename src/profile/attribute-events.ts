import { DAY_MS } from '../core/time/day.js';
import type { Interaction, Profile } from '../types/profile.js';

/** Milliseconds for which a click on a list counts for what is done with the item elsewhere. */
const ATTRIBUTION_SPAN_MS = 7 * DAY_MS;

/** What was done with the items of one list: item ids, each once. */
export interface AttributedList {
  readonly listId: string;
  /** Milliseconds since 1970, of its first event. */
  readonly time: number;
  readonly seen: ReadonlySet<string>;
  readonly clicked: ReadonlySet<string>;
  readonly carted: ReadonlySet<string>;
  readonly bought: ReadonlySet<string>;
  /** By item, the place it was reported at first, from 0; only of items whose place the page told. */
  readonly places: ReadonlyMap<string, number>;
}

type Deed = 'seen' | 'clicked' | 'carted' | 'bought';
type Building = { readonly listId: string; readonly time: number; readonly places: Map<string, number> } & {
  readonly [Name in Deed]: Set<string>;
};

const DEEDS: Readonly<Partial<Record<Interaction['name'], Deed>>> = {
  view_item_list: 'seen',
  select_item: 'clicked',
  view_item: 'clicked',
  add_to_cart: 'carted',
  purchase: 'bought',
};

/**
 * Which list each deed is owed to: the one its event names, else, for cart and purchase, the list on which the item was clicked
 * last, at most 7 days before. A pure fold of the profile, so a forgotten event was never counted.
 *
 * @param profile the shopper
 * @returns in order of their first events
 */
export function attributeEvents(profile: Profile): AttributedList[] {
  const lists = new Map<string, Building>();
  const lastClick = new Map<string, { readonly listId: string; readonly time: number }>();
  for (const { itemId, name, time, listId, place } of profile.interactions) {
    const deed = DEEDS[name];
    if (deed === undefined) continue;
    const click = lastClick.get(itemId);
    const late = deed === 'carted' || deed === 'bought';
    const owed = listId ?? (late && click !== undefined && time - click.time <= ATTRIBUTION_SPAN_MS ? click.listId : undefined);
    if (owed === undefined) continue;
    const list = lists.get(owed) ?? emptyList(owed, time);
    lists.set(owed, list);
    // A place is the one in the list that the event itself names.
    if (place !== undefined && listId !== undefined && !list.places.has(itemId)) list.places.set(itemId, place);
    list[deed].add(itemId);
    if (deed === 'clicked') lastClick.set(itemId, { listId: owed, time });
  }
  return [...lists.values()];
}

function emptyList(listId: string, time: number): Building {
  return { listId, time, places: new Map(), seen: new Set(), clicked: new Set(), carted: new Set(), bought: new Set() };
}
