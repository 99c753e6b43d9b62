import type { EventName } from '../types/event.js';

/** How long ago: on the same day of the device's calendar, within seven times 24 hours, or before. */
export type Span = 'today' | 'week' | 'earlier';

/** What a phrase is made of. Every text is plain text: names go in without control characters, and the page must not read the result as markup. */
export interface PhraseTable {
  /** BCP 47; decides plural forms and how numbers are written. */
  readonly language: string;
  /** By event name: "you viewed {item}". `{item}` is replaced by the item's name. */
  readonly deeds: Readonly<Partial<Record<EventName, string>>>;
  /** For events that `deeds` does not name. */
  readonly otherDeed: string;
  /** "Because {deed}{times}{when}". */
  readonly because: string;
  /** The same where the event speaks against the item. */
  readonly despite: string;
  /** By plural category of the number (`Intl.PluralRules`), for 2 and more; `{count}` is the number. */
  readonly times: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };
  /** By how long ago; an empty text says nothing. */
  readonly when: Readonly<Record<Span, string>>;
  readonly popular: string;
  readonly unpopular: string;
  readonly similar: string;
  /** `{item}` lies in the cart. */
  readonly together: string;
  /** `{value}` is a category or brand. */
  readonly taste: string;
  readonly new: string;
  /** `{days}` is the usual number of days between two orders. */
  readonly due: string;
  readonly place: string;
  readonly recent: string;
  /** What steps did, by their names in `trace.steps`: `boost`, `rotation`, `explore` and others. */
  readonly steps: Readonly<Record<string, string>>;
  /** For steps that `steps` does not name; `{step}` is the name. */
  readonly step: string;
  readonly prototype: string;
  readonly rest: string;
  /** Stands for an item that has no name. */
  readonly unnamed: string;
}
