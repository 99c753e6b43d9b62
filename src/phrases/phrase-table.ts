import type { EventName } from '../types/event.js';

/** How long ago: on the same day of the device's calendar, within the last 7 times 24 hours, or before. */
export type Span = 'today' | 'week' | 'earlier';

/** Texts of phrases in one language. They are plain text: show phrases as text, not as markup. */
export interface PhraseTable {
  /** BCP 47 tag; sets plural forms and the format of numbers. */
  readonly language: string;
  /** By event name: "you viewed {item}". `{item}` is replaced by the item's name. */
  readonly deeds: Readonly<Partial<Record<EventName, string>>>;
  /** For events that are not in `deeds`. */
  readonly otherDeed: string;
  /** "Because {deed}{times}{when}". */
  readonly because: string;
  /** The same for an event that counts against the item. */
  readonly despite: string;
  /** By plural category of the number (`Intl.PluralRules`), for 2 and more; `{count}` is the number. */
  readonly times: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };
  /** "Because you searched for “{text}”". `{text}` is replaced by what was searched. */
  readonly search: string;
  /** By how long ago; may be empty. */
  readonly when: Readonly<Record<Span, string>>;
  /** What was sent back, or taken out of the cart, by what took it back: why an event with the item does not count. */
  readonly takenBack: Readonly<Record<'refund' | 'remove_from_cart', string>>;
  readonly popular: string;
  readonly unpopular: string;
  readonly similar: string;
  /** `{item}` is in the cart. */
  readonly together: string;
  /** `{value}` is a category or brand. */
  readonly taste: string;
  readonly new: string;
  /** `{days}` is the usual number of days between two orders. */
  readonly due: string;
  readonly place: string;
  readonly recent: string;
  /** Steps, by their names in `trace.steps`: `boost`, `rotation`, `explore` and others. */
  readonly steps: Readonly<Record<string, string>>;
  /** For steps that are not in `steps`; `{step}` is the name. */
  readonly step: string;
  readonly prototype: string;
  /** Alike, or unlike, items drawn at random that the shopper does not know. */
  readonly contrast: string;
  readonly rest: string;
  /** In place of an item without a name. */
  readonly unnamed: string;
}
