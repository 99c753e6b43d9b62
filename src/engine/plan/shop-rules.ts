import { countLimits, type LimitCounter, type Limits, limitItems } from '../../rerank/item-limits.js';
import { type PinnedItem, pinItems } from '../../rerank/pin-items.js';
import { promoteItems } from '../../rerank/promote-items.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { EventName } from '../../types/event.js';
import type { ListCall } from '../../types/list-call.js';
import type { Note, NoteCode } from '../../types/note.js';
import type { Pack } from '../../types/pack.js';
import type { Pin, SeenRule, TextColumn } from '../../types/request.js';
import type { Candidate, ListStep } from '../../types/scoring/candidate.js';

/** Columns of `maxPer`. */
const COLUMNS: readonly TextColumn[] = [
  'brand',
  'product_type',
  'availability',
  'item_group_id',
  'currency',
  'type',
  'title',
  'size',
  'color',
];

/** Name of the step of `maxPer`. */
export const LIMITS_STEP = 'max per';

/** Lists of the shopper's own history, which show several variants of a group. */
const OWN_HISTORY = new Set(['recentlyViewed', 'buyAgain', 'savedForLater']);

/** Whether a list shows one variant of each group. */
export function isOnePerGroup({ grouped }: Pick<Pack, 'grouped'>, { onePerGroup, kind }: ListCall): boolean {
  return grouped && (onePerGroup ?? !OWN_HISTORY.has(kind));
}

/** The inputs of a call's rules. */
export interface RuleContext {
  readonly pack: Pack;
  /** Whether a row may be pinned. */
  mayPin(row: number): boolean;
  /** Whether a row may be promoted. */
  mayPromote(row: number): boolean;
  /** A row with the shopper's score, also where the scorer did not return it. */
  candidateOf(row: number): Candidate;
  /** Rows of the earlier pages of a list that is continued. */
  readonly given: readonly number[];
}

/** The steps of a call's rules. */
export interface ShopRules {
  /** One per group, before the steps that choose by the scores. Empty where it does not apply. */
  readonly before: readonly ListStep[];
  /** All other rules, after those steps. */
  readonly after: readonly ListStep[];
  /** The rule that put a row into the list. */
  readonly ruleOf: ReadonlyMap<number, string>;
}

/**
 * Makes the steps of the shop's rules: one per group, limits by column, promoted items, pins; in this order, so that pins keep
 * their places.
 *
 * @param context pack, and which rows may be put in
 * @param call the request
 * @param count length of the list, 1 to 1000
 * @param notes receives a note for each rule that is left out
 */
export function shopRules(context: RuleContext, call: ListCall, count: number, notes: Note[]): ShopRules {
  const { pack, given } = context;
  const pinned = given.length > 0 ? [] : pinnedItems(context, call, count, notes);
  const taken = new Set(pinned.map(({ candidate }) => candidate.row));
  const ruleOf = new Map<number, string>();
  const group: Limits = isOnePerGroup(pack, call) ? [['item_group_id', 1]] : [];
  const limits = limitsOf(call, notes);
  const before = group.length === 0 ? [] : [limitItems('one per group', pack, group, taken, given)];
  const after: ListStep[] = limits.length === 0 ? [] : [limitItems(LIMITS_STEP, pack, limits, taken)];
  const promoted = promotedItems(context, call, taken, notes);
  if (promoted.length > 0) {
    const share = Math.min(Math.max(Number(call.promoted?.share) || 0, 0), 1);
    const counter = (): LimitCounter => {
      // Variants on earlier pages count; other limits apply to each page.
      const both = [countLimits(pack, limits, taken), countLimits(pack, group, [...taken, ...given])];
      return { fits: (row) => both.every(({ fits }) => fits(row)), add: (row) => both.forEach(({ add }) => void add(row)) };
    };
    after.push(promoteItems({ promoted, share, count: count - pinned.length, limits: counter, without: taken }));
    for (const { row } of promoted) ruleOf.set(row, 'promoted');
  }
  if (pinned.length > 0) {
    after.push(pinItems(pinned, count));
    for (const row of taken) ruleOf.set(row, 'pin');
  }
  return { before, after, ruleOf };
}

/** Whether an event has items. */
const EVENTS: Readonly<Record<EventName, boolean>> = {
  view_item: true,
  view_item_list: true,
  select_item: true,
  search: false,
  view_search_results: true,
  add_to_wishlist: true,
  add_to_cart: true,
  remove_from_cart: true,
  view_cart: true,
  begin_checkout: true,
  add_shipping_info: true,
  add_payment_info: true,
  purchase: true,
  refund: true,
  rate: true,
  share: true,
  dwell: true,
  dismiss: true,
  feedback: true,
  taste: false,
};

/**
 * The valid rules of `excludeSeen`.
 *
 * @param rules of the call
 * @param notes receives a note for each rule that is left out
 */
export function validRules(rules: readonly SeenRule[], notes: Note[]): readonly SeenRule[] {
  if (!Array.isArray(rules))
    notes.push({ code: 'bad-argument', message: 'excludeSeen: left out; it takes a list of { event, days, times }.' });
  return (Array.isArray(rules) ? rules : []).filter((rule) => {
    const { event, days = 1, times = 1 } = Object(rule) as SeenRule;
    const valid = Object.hasOwn(EVENTS, event) && EVENTS[event] && Number(days) > 0 && Number(times) >= 1;
    if (!valid)
      notes.push({
        code: 'bad-argument',
        message: `excludeSeen: the rule of "${event}" was left out; it takes an event with items, days above 0, times from 1.`,
      });
    return valid;
  });
}

/** The valid limits by column. */
function limitsOf({ maxPer }: ListCall, notes: Note[]): Limits {
  return Object.entries(maxPer ?? {}).flatMap(([name, most]): [keyof CatalogItem, number][] => {
    if (COLUMNS.includes(name as TextColumn) && Number(most) >= 1) return [[name as TextColumn, Math.floor(Number(most))]];
    notes.push({
      code: 'bad-argument',
      message: `maxPer: "${name}: ${String(most)}" was left out; it takes 1 or more by one of ${COLUMNS.join(', ')}.`,
    });
    return [];
  });
}

function pinnedItems(context: RuleContext, { pins }: ListCall, count: number, notes: Note[]): PinnedItem[] {
  const places = new Set<number>();
  const rows = new Set<number>();
  return (Array.isArray(pins) ? pins : []).flatMap((pin): PinnedItem[] => {
    const { id, place } = Object(pin) as Pin;
    const row = context.pack.rowOf(id);
    const leftOut = (why: string, code: NoteCode = 'bad-argument'): [] => {
      notes.push({ code, message: `pins: "${id}" was left out; ${why}.` });
      return [];
    };
    if (!Number.isInteger(place) || place < 0 || place >= count) return leftOut(`its place is not one of 0 to ${count - 1}`);
    if (row < 0) return leftOut('it is not in the pack', 'unknown-item');
    if (rows.has(row) || places.has(place)) return leftOut('the item or its place is pinned already');
    if (!context.mayPin(row)) return leftOut('the shopper hid it, it is sold out, or this list excludes it', 'item-withheld');
    rows.add(row);
    places.add(place);
    return [{ candidate: context.candidateOf(row), place }];
  });
}

/** The promoted items, in the order of the shopper's scores. */
function promotedItems(context: RuleContext, { promoted }: ListCall, pinned: ReadonlySet<number>, notes: Note[]): Candidate[] {
  if (promoted === undefined || promoted === null) return [];
  if (!Array.isArray(promoted.ids) || !(Number(promoted.share) >= 0)) {
    notes.push({ code: 'bad-argument', message: 'promoted: left out; it takes ids, and a share from 0 to 1.' });
    return [];
  }
  const rows = [...new Set<number>(promoted.ids.map(context.pack.rowOf))].filter(
    (row) => row >= 0 && !pinned.has(row) && context.mayPromote(row),
  );
  return rows.map(context.candidateOf).sort((a, b) => b.score - a.score);
}
