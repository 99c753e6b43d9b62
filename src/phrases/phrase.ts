import { cleanText, isolate } from '../core/text/clean-text.js';
import { DAY_MS } from '../core/time/day.js';
import type { Reason } from '../types/answer.js';
import type { CatalogItem } from '../types/catalog-item.js';
import type { EventName } from '../types/event.js';
import type { Contribution } from '../types/explanation.js';
import type { PhraseTable, Span } from './phrase-table.js';

/** How often something was done, and how long ago it was done last. */
export interface Occasion {
  /** 1 or more. Default 1. */
  readonly times?: number;
  /** Milliseconds since 1970, of the latest time. Default: nothing is said of it. */
  readonly time?: number;
  /** The moment it is told, milliseconds since 1970. Default: the device's clock. */
  readonly now?: number;
}

const WEEK_MS = 7 * DAY_MS;

/**
 * A reason in words: "Because you viewed Two-man tent twice this week".
 *
 * @param reason from a list or an explanation
 * @param item the item that the reason names (`reason.itemId`); its title goes in without control characters, and is set apart by the signs
 *   FSI and PDI where it or the table is written from right to left; show the phrase as text, not as markup. undefined: the table's word for
 *   any product
 * @param table `ENGLISH`, `CHINESE`, or one of your own: `{ ...ENGLISH, popular: 'A bestseller' }`
 * @param occasion how often and when, as `occasionOf` counts it
 */
export function phrase(
  reason: Reason | Contribution,
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
    case 'taste':
      return fillName(table.taste, { value: reason.value });
    case 'due':
      return fill(table.due, { days: new Intl.NumberFormat(table.language).format(Math.max(1, Math.round(reason.intervalDays))) });
    case 'step':
      return Object.hasOwn(table.steps, reason.step) ? table.steps[reason.step] : fillName(table.step, { step: reason.step });
    case 'popular':
      return reason.contribution < 0 ? table.unpopular : table.popular;
    default:
      return table[reason.kind];
  }
}

/**
 * How often a deed was done with an item, and when last: what `phrase` says beside it.
 *
 * @param contributions of an explanation
 * @param itemId the item it was done with
 * @param name the deed
 */
export function occasionOf(contributions: readonly Contribution[], itemId: string, name: EventName): Occasion {
  const events = contributions.filter((one) => one.kind === 'event').filter((one) => one.itemId === itemId && one.name === name);
  return events.length === 0 ? {} : { times: events.length, time: Math.max(...events.map(({ time }) => time)) };
}

/** The words for a number of times, 2 or more, by the plural rules of the table's language. */
function timesOf({ language, times }: PhraseTable, count: number): string {
  if (!(count >= 2)) return '';
  // English has a word of its own for 2, which no plural rule of it tells apart.
  const form = count === 2 && times.two !== undefined ? times.two : (times[new Intl.PluralRules(language).select(count)] ?? times.other);
  return fill(form, { count: new Intl.NumberFormat(language).format(count) });
}

function spanOf({ time, now = Date.now() }: Occasion): Span {
  if (time === undefined) return 'earlier';
  // By the calendar: what was done last night was not done today.
  if (new Date(time).toDateString() === new Date(now).toDateString()) return 'today';
  return now - time < WEEK_MS ? 'week' : 'earlier';
}

/** Puts values in their places, all at once: a name that holds "{times}" stays a name. */
function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (place, key: string) => (Object.hasOwn(values, key) ? values[key] : place));
}

/** The same with a text of others, which is set apart from the sentence. */
function fillName(text: string, values: Readonly<Record<string, string>>): string {
  return fill(text, Object.fromEntries(Object.entries(values).map(([key, value]) => [key, isolate(value, text)])));
}
