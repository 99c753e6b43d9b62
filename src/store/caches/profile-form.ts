import { isEventName, isFeedbackKind, isItemId, isShortText, isTime } from '../../core/events/validate-event.js';
import type { Interaction, Profile, Search } from '../../types/profile.js';

/** What of a profile is kept: the rest follows from it. */
export type ProfileCore = Pick<Profile, 'recorded' | 'searches'>;

/** By its fields, what a record may hold; every field that it may lack takes `undefined`. */
type Form<Record> = { readonly [Field in keyof Required<Record>]: (value: unknown) => boolean };

const isTextOrNone = (value: unknown): boolean => value === undefined || isShortText(value);

const INTERACTION: Form<Interaction> = {
  itemId: isItemId,
  name: isEventName,
  time: isTime,
  eventId: isShortText,
  amount: Number.isFinite,
  kind: (value) => value === undefined || isFeedbackKind(value),
  transactionId: isTextOrNone,
  listId: isTextOrNone,
  place: (value) => value === undefined || (Number.isInteger(value) && (value as number) >= 0),
};

const SEARCH: Form<Search> = { text: isShortText, time: isTime, eventId: isShortText };

/** Is it the part of a profile that is kept, each record of the form that folding gives, and in order of time? */
export function isProfileCore(value: unknown): value is ProfileCore {
  const { recorded, searches } = (value ?? {}) as { readonly [Key in keyof ProfileCore]?: unknown };
  return isListOf(recorded, INTERACTION) && isListOf(searches, SEARCH);
}

function isListOf<Record extends { readonly time: number }>(list: unknown, form: Form<Record>): boolean {
  if (!Array.isArray(list)) return false;
  let last = 0;
  return list.every((entry) => {
    if (typeof entry !== 'object' || entry === null || entry.time < last) return false;
    last = entry.time;
    for (const field in form) if (Object.hasOwn(form, field) && !form[field](entry[field])) return false;
    return true;
  });
}
