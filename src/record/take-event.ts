import { type Rejection, type ValidEvent, validateEvent } from '../core/events/validate-event.js';

/** A copy of an event that a page passed. */
export interface TakenEvent {
  readonly valid: ValidEvent;
  /** 1 if it contains less than was passed, else 0. */
  readonly cut: number;
}

/**
 * Copies the arguments of `track()`, or returns why they are no event. Never throws.
 *
 * @param name any value
 * @param parameters any value
 * @param time when it happened, milliseconds since 1970; any other value, or a later time, means now
 * @param now milliseconds since 1970
 */
export function takeEvent(name: unknown, parameters: unknown, time: unknown, now: number): TakenEvent | Rejection {
  let cut = 0;
  try {
    const at = Number(time);
    const valid = validateEvent(name, parameters, at > 0 && at < now ? at : now, () => {
      cut = 1;
    });
    return typeof valid === 'string' ? valid : { valid, cut };
  } catch {
    // A getter or a proxy of the page threw: invalid like any other value.
    return 'parameters are not an object';
  }
}
