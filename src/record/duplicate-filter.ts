import { modelOfList } from '../core/events/list-id.js';
import { bareItemId, bareOrder } from '../core/events/same-name.js';
import { toJson } from '../core/text/to-json.js';
import type { ShelfEvent } from '../types/event.js';

/** Two equal events within this many milliseconds are one: tags that fire twice, effects that run twice. */
const WINDOW = 250;
/** One action told by two voices is one within this many milliseconds: some voices wait for their library. */
const VOICES_WINDOW = 10_000;
/** The same for what a page shows: it does not happen again while the page stays. */
const SHOWN_WINDOW = 60_000;
/** Maximum number of orders, and of recent events, remembered; the oldest are dropped first. */
const REMEMBERED = 1000;

/** Recognises duplicate events. */
export interface DuplicateFilter {
  /**
   * Whether the event repeats a recent one, an action that another voice has told, or an order reported before. A new event is remembered. An action
   * that one voice tells twice is two actions.
   *
   * @param voice who tells it
   */
  isDuplicate(event: ShelfEvent, voice: string): boolean;
  /** Forgets matching events, so that the same ones may be reported again. */
  forget(matches: (event: ShelfEvent) => boolean): void;
}

/** An action, and who has told it. */
interface Action {
  readonly event: ShelfEvent;
  readonly voices: string[];
}

/** Creates a filter without remembered events. */
export function createDuplicateFilter(): DuplicateFilter {
  const orders = new Map<string, ShelfEvent>();
  const recent = new Map<string, ShelfEvent>();
  const actions = new Map<string, Action[]>();
  const remember = <Seen>(seen: Map<string, Seen>, said: string, one: Seen): void => {
    seen.set(said, one);
    if (seen.size > REMEMBERED) seen.delete(seen.keys().next().value as string);
  };

  /** Whether another voice has told the action; one that this voice has told already is another action. */
  const isTold = (event: ShelfEvent, voice: string, isRepeated: boolean): boolean => {
    const said = actionOf(event);
    const window = /^view|^purchase|^refund/.test(event.name) ? SHOWN_WINDOW : VOICES_WINDOW;
    const told = (actions.get(said) ?? []).filter((action) => Math.abs(event.time - action.event.time) <= window);
    const same = told.find((action) => !action.voices.includes(voice) && isOneOrder(action.event, event) && isOneList(action.event, event));
    if (same !== undefined) same.voices.push(voice);
    else if (!isRepeated) told.push({ event, voices: [voice] });
    actions.delete(said);
    remember(actions, said, told.slice(-REMEMBERED));
    return same !== undefined;
  };

  return {
    isDuplicate: (event, voice) => {
      const { id: _, time, ...rest } = event;
      const { name, transaction_id: order, items } = event;
      if (order !== undefined) {
        // An order is bought once, but may be refunded item by item.
        const known = toJson([name, bareOrder(order), name === 'refund' && items.map((item) => [bareItemId(item.item_id), item.quantity])]);
        if (orders.has(known)) return true;
        remember(orders, known, event);
      }
      const said = toJson(rest);
      // Oldest first: all that follow are within the window too.
      for (const [known, { time: at }] of recent) {
        if (Math.abs(time - at) <= WINDOW) break;
        recent.delete(known);
      }
      const repeated = recent.get(said);
      recent.delete(said);
      // Remembers the kept event, not its repetition: `forget()` matches the kept one.
      remember(recent, said, repeated === undefined ? event : { ...repeated, time });
      // Asked in any case: it notes who has told the action.
      return isTold(event, voice, repeated !== undefined) || repeated !== undefined;
    },
    forget: (matches) => {
      for (const seen of [orders, recent]) for (const [said, event] of seen) if (matches(event)) seen.delete(said);
      for (const [said, told] of actions)
        actions.set(
          said,
          told.filter(({ event }) => !matches(event)),
        );
    },
  };
}

/** What happened to which items, in no order: voices differ in the rest. */
function actionOf({ name, items, search_term: term, value, kind }: ShelfEvent): string {
  const ids = [...new Set(items.map(({ item_id: id }) => bareItemId(id)))].sort();
  return toJson([name.replace('view_search_results', 'search'), ids, term?.trim().toLowerCase(), value, kind]);
}

/** Whether two events may be of one order; one without a number may be of any. */
function isOneOrder({ transaction_id: one }: ShelfEvent, { transaction_id: other }: ShelfEvent): boolean {
  return one === undefined || other === undefined || bareOrder(one) === bareOrder(other);
}

/** Whether neither event, or the earlier one, names a list made here: the name of such a list is kept, since responses are counted by it. */
function isOneList({ item_list_id: one = '' }: ShelfEvent, { item_list_id: other = '' }: ShelfEvent): boolean {
  return one === other || modelOfList(other) === null;
}
