import { DAY_MS } from '../core/time/day.js';
import type { Interaction, Profile } from '../types/profile.js';

/** Milliseconds after a click on a list during which carts and purchases of the item are attributed to it. */
const ATTRIBUTION_SPAN_MS = 7 * DAY_MS;

/** The events of one list: item ids, each once. */
export interface AttributedList {
  readonly listId: string;
  /** Milliseconds since 1970, of its first event. */
  readonly time: number;
  readonly seen: ReadonlySet<string>;
  readonly clicked: ReadonlySet<string>;
  readonly carted: ReadonlySet<string>;
  readonly bought: ReadonlySet<string>;
  /** The first reported place of each item, from 0; without items whose place is not reported. */
  readonly places: ReadonlyMap<string, number>;
}

type Outcome = 'seen' | 'clicked' | 'carted' | 'bought';
type Building = { readonly listId: string; readonly time: number; readonly places: Map<string, number> } & {
  readonly [Name in Outcome]: Set<string>;
};

const OUTCOMES: Readonly<Partial<Record<Interaction['name'], Outcome>>> = {
  view_item_list: 'seen',
  select_item: 'clicked',
  view_item: 'clicked',
  add_to_cart: 'carted',
  purchase: 'bought',
};

/**
 * Attributes events to lists: to the list that the event names, else, for cart and purchase, to the list on which the item was last
 * clicked, at most 7 days before. A pure fold of the profile, so forgotten events do not count.
 *
 * @param profile the shopper
 * @returns in order of their first events
 */
export function attributeEvents(profile: Profile): AttributedList[] {
  const lists = new Map<string, Building>();
  const lastClick = new Map<string, { readonly listId: string; readonly time: number }>();
  for (const { itemId, name, time, listId, place } of profile.interactions) {
    const outcome = OUTCOMES[name];
    if (outcome === undefined) continue;
    const click = lastClick.get(itemId);
    const late = outcome === 'carted' || outcome === 'bought';
    const attributed = listId ?? (late && click !== undefined && time - click.time <= ATTRIBUTION_SPAN_MS ? click.listId : undefined);
    if (attributed === undefined) continue;
    const list = lists.get(attributed) ?? emptyList(attributed, time);
    lists.set(attributed, list);
    // The place is that in the list that the event itself names.
    if (place !== undefined && listId !== undefined && !list.places.has(itemId)) list.places.set(itemId, place);
    list[outcome].add(itemId);
    if (outcome === 'clicked') lastClick.set(itemId, { listId: attributed, time });
  }
  return [...lists.values()];
}

function emptyList(listId: string, time: number): Building {
  return { listId, time, places: new Map(), seen: new Set(), clicked: new Set(), carted: new Set(), bought: new Set() };
}
