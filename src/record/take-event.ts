import { type Rejection, type ValidEvent, validateEvent } from '../core/events/validate-event.js';

/** An event as it was copied from what a page passed. */
export interface TakenEvent {
  readonly valid: ValidEvent;
  /** 1 where it holds less than was given, else 0. */
  readonly cut: number;
}

/**
 * Copies what a page passed to `track()`, or says why it is no event. Never throws.
 *
 * @param name whatever was passed
 * @param parameters whatever was passed
 * @param time when it happened, milliseconds since 1970; what is no such time, or lies ahead, is now
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
    // A getter or a proxy of the page's threw: nonsense like any other.
    return 'parameters are not an object';
  }
}
