import { isEventName } from '../../core/events/validate-event.js';
import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import type { ChangeResult } from '../../types/change-result.js';
import type { ShelfEvent } from '../../types/event.js';
import type { Forget, NotedForget } from '../../types/known.js';
import { inspectProfile, type ProfileParts } from './inspect-profile.js';

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
/** The conditions of `forget()`: what each value has to be. */
const CONDITIONS = {
  __proto__: null,
  eventId: isText,
  itemId: (value) => isText(value) || typeof value === 'number',
  category: isText,
  brand: isText,
  name: isEventName,
  from: Number.isFinite,
  to: Number.isFinite,
} as { readonly __proto__: null } & Record<keyof Forget, (value: unknown) => boolean>;

/** Why the argument of `forget()` is invalid, or null. */
export function faultInForget(what: unknown): Required<Pick<ChangeResult, 'reason' | 'message'>> | null {
  const given = Object.entries(Object(what));
  const names = Object.keys(CONDITIONS).join(', ');
  const [unknown] = given.find(([key]) => !(key in CONDITIONS)) ?? (given.length === 0 ? ['nothing'] : []);
  if (unknown !== undefined)
    return { reason: 'unknown-name', message: `forget() takes one or more of ${names}, or a function, not ${unknown}.` };
  const [wrong] = given.find(([key, value]) => !CONDITIONS[key as keyof Forget](value)) ?? [];
  if (wrong === undefined) return null;
  const kind = wrong === 'name' ? 'the name of an event' : /^(from|to)$/.test(wrong) ? 'a time in milliseconds' : 'a text';
  return { reason: 'bad-argument', message: `forget(): ${wrong} is ${kind}. Nothing is forgotten.` };
}

/**
 * The request for the events that a function of the page chooses.
 *
 * @throws OnshelfError `bad-argument` if the function fails, or returns neither true nor false; or if the events cannot be read
 */
export async function chooseEvents(parts: ProfileParts, isChosen: (event: ShelfEvent) => boolean): Promise<NotedForget> {
  const { events } = await inspectProfile(parts);
  const wordOn = (event: ShelfEvent): unknown => {
    try {
      return isChosen(event);
    } catch (error) {
      throw new OnshelfError('bad-argument', `The function of forget() failed: ${messageOf(error)}.`, error);
    }
  };
  const chosen = events.filter((event) => {
    const word = wordOn(event);
    if (typeof word !== 'boolean') throw new OnshelfError('bad-argument', 'The function of forget() has to return true or false.');
    return word;
  });
  return { eventIds: chosen.map(({ id }) => id) };
}
