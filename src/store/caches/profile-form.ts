import { isEventName, isFeedbackKind, isItemId, isShortText, isTasteKind, isTasteWish, isTime } from '../../core/events/validate-event.js';
import type { Interaction, Profile, Search } from '../../types/profile.js';
import type { RecordedWish } from '../../types/results/taste-wish.js';

/** The cached part of a profile; the rest is derived from it. */
export type ProfileCore = Pick<Profile, 'recorded' | 'searches' | 'wishes'>;

/** Number of the way that events are folded: a profile that another version folded is folded anew. */
export const PROFILE_FORM = 3;

/** Validators of a record's fields; those of optional fields accept `undefined`. */
type Form<Record> = { readonly [Field in keyof Required<Record>]: (value: unknown) => boolean };

const isTextOrNone = (value: unknown): boolean => value === undefined || isShortText(value);

const INTERACTION: Form<Interaction> = {
  // Empty: of a whole order.
  itemId: (value) => value === '' || isItemId(value),
  name: isEventName,
  time: isTime,
  eventId: isShortText,
  amount: Number.isFinite,
  kind: (value) => value === undefined || isFeedbackKind(value),
  transactionId: isTextOrNone,
  listId: isTextOrNone,
  place: (value) => value === undefined || (Number.isInteger(value) && (value as number) >= 0),
  link: (value) => value === undefined || isItemId(value),
};

const SEARCH: Form<Search> = { text: isShortText, time: isTime, eventId: isShortText };

const WISH: Form<RecordedWish> = { kind: isTasteKind, name: isItemId, wish: isTasteWish, time: isTime, eventId: isShortText };

/** Whether a value is a cached profile of this version, valid, with its records in order of time. */
export function isProfileCore(value: unknown): value is ProfileCore {
  const { recorded, searches, wishes, form } = (value ?? {}) as { readonly [Key in keyof ProfileCore | 'form']?: unknown };
  return form === PROFILE_FORM && isListOf(recorded, INTERACTION) && isListOf(searches, SEARCH) && isListOf(wishes, WISH);
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
