import { cleanText, isolate } from '../core/text/clean-text.js';
import { DAY_MS } from '../core/time/day.js';
import type { Reason } from '../types/answer.js';
import type { CatalogItem } from '../types/catalog-item.js';
import type { EventName } from '../types/event.js';
import type { Contribution, TakenBackEvent } from '../types/explanation.js';
import type { PhraseTable, Span } from './phrase-table.js';

/** How often an event happened, and when last. */
export interface Occasion {
  /** 1 or more. Default 1. */
  readonly times?: number;
  /** Time of the latest one, milliseconds since 1970. Default: the phrase does not mention it. */
  readonly time?: number;
  /** The current time, milliseconds since 1970. Default: the device's clock. */
  readonly now?: number;
}

const WEEK_MS = 7 * DAY_MS;

/**
 * A reason in words: "Because you viewed Two-man tent twice this week".
 *
 * @param reason from a list or an explanation, or one of its events that were taken back
 * @param item the item that the reason names (`reason.itemId`); undefined: the table's word for any product. Control characters are removed
 *   from its title; FSI and PDI isolate it if it or the table runs from right to left. Show the phrase as text, not as markup
 * @param table `ENGLISH`, `CHINESE`, or one of your own: `{ ...ENGLISH, popular: 'A bestseller' }`
 * @param occasion how often and when, as `occasionOf` counts it
 */
export function phrase(
  reason: Reason | Contribution | TakenBackEvent,
  item: Pick<CatalogItem, 'id' | 'title'> | undefined,
  table: PhraseTable,
  occasion: Occasion = {},
): string {
  const title = cleanText(item?.title) || cleanText(item?.id) || table.unnamed;
  switch (reason.kind) {
    case 'event': {
      const deed = fillName(table.deeds[reason.name] ?? table.otherDeed, { item: title });
      const parts = { deed, times: timesOf(table, occasion.times ?? 1), when: table.when[spanOf(occasion)] };
      return fill(reason.contribution < 0 ? table.despite : table.because, parts);
    }
    case 'similar':
    case 'together':
      return fillName(table[reason.kind], { item: title });
    case 'search':
      return fillName(table.search, { text: cleanText(reason.text) });
    case 'taste':
      return fillName(table.taste, { value: reason.value });
    case 'due':
      return fill(table.due, { days: new Intl.NumberFormat(table.language).format(Math.max(1, Math.round(reason.intervalDays))) });
    case 'step':
      return Object.hasOwn(table.steps, reason.step) ? table.steps[reason.step] : fillName(table.step, { step: reason.step });
    case 'taken-back':
      return table.takenBack[reason.by.name];
    case 'popular':
      return reason.contribution < 0 ? table.unpopular : table.popular;
    default:
      return table[reason.kind];
  }
}

/**
 * Counts the events of one name on an item, for `phrase`.
 *
 * @param contributions of an explanation
 * @param itemId the item
 * @param name of the events
 */
export function occasionOf(contributions: readonly Contribution[], itemId: string, name: EventName): Occasion {
  const events = contributions.filter((one) => one.kind === 'event').filter((one) => one.itemId === itemId && one.name === name);
  return events.length === 0 ? {} : { times: events.length, time: Math.max(...events.map(({ time }) => time)) };
}

/** The text for a number of times, by the plural rules of the table's language; '' below 2. */
function timesOf({ language, times }: PhraseTable, count: number): string {
  if (!(count >= 2)) return '';
  // English has "twice", but no plural category for 2.
  const form = count === 2 && times.two !== undefined ? times.two : (times[new Intl.PluralRules(language).select(count)] ?? times.other);
  return fill(form, { count: new Intl.NumberFormat(language).format(count) });
}

function spanOf({ time, now = Date.now() }: Occasion): Span {
  if (time === undefined) return 'earlier';
  // By the calendar: last night is not today.
  if (new Date(time).toDateString() === new Date(now).toDateString()) return 'today';
  return now - time < WEEK_MS ? 'week' : 'earlier';
}

/** Fills all placeholders in one pass, so that a name that contains "{times}" stays a name. */
function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (place, key: string) => (Object.hasOwn(values, key) ? values[key] : place));
}

/** The same for names, which are isolated from the sentence. */
function fillName(text: string, values: Readonly<Record<string, string>>): string {
  return fill(text, Object.fromEntries(Object.entries(values).map(([key, value]) => [key, isolate(value, text)])));
}
