import { messageOf } from '../../core/onshelf-error.js';
import { ownMembers } from '../../core/text/bare-object.js';
import { warnOnce } from '../../core/text/warn-once.js';
import type { Note } from '../../types/note.js';
import { plainArguments } from './plain-arguments.js';

type Calls = Record<string, (...given: unknown[]) => unknown>;

/** Calls that take back, let go, or show what is kept: made on a page that is off too. */
const ALWAYS = /^(set|erase|forget|switchProfile|pause|resume|close|inspect|receipt)$/;
/** Calls that are made with what they are given, as it is: they read it with care, or do their work whatever it is. */
const AS_GIVEN = /^(track|feedback|health|import|export|set|erase|forget|switchProfile|pause|resume|close|receipt)$/;

/**
 * Makes the calls of a shelf safe to make with any value: none throws or rejects. While the page is off, those that record or ask are not made.
 *
 * @param of the shelf, or an object in it, whose calls are replaced
 * @param whyOff returns why nothing may be done on the page now; null: it may. May throw: then nothing is done
 * @param otherwise returns the same object of a shelf that does nothing, for the results of calls that are not made. `call`: its name
 */
export function safeCalls<Of extends object>(of: Of, whyOff: () => Note | null, otherwise: (why: Note, call: string) => object): Of {
  const calls = of as Calls;
  for (const [name, make] of Object.entries(calls)) {
    if (typeof make === 'object') safeCalls(make as object, whyOff, (why, call) => (otherwise(why, call) as Record<string, object>)[name]);
    if (typeof make !== 'function' || name === 'onSegmentChange') continue;
    calls[name] = async (...given) => {
      const instead = (why: Note): Calls[string] => (otherwise(why, name) as Calls)[name];
      try {
        if (!ALWAYS.test(name) || (name === 'set' && given[0] === 'granted')) {
          const why = whyOff();
          if (why !== null) return await instead(why)(...given);
        }
        if (!AS_GIVEN.test(name) || given[0] === 'granted') given = plainArguments(given);
        // A refusal counts, whoever made it.
        if (name === 'set') given[1] = ownMembers(given[1]);
        return await make(...given);
      } catch (error) {
        const substitute = instead({ code: 'bad-argument', message: `${name}() cannot use what it was given: ${messageOf(error)}` });
        // What is known is shown without arguments too; the console has the code.
        if (name === 'inspect') return make();
        try {
          return await substitute(...given);
        } catch {
          return substitute();
        }
      }
    };
    if (name === 'subscribe') calls[name] = (listener) => subscribe(make, listener);
  }
  return of;
}

/** Subscribes a function of the page. One that fails is reported on the console, and called on. */
function subscribe(make: Calls[string], listener: unknown): unknown {
  const report = (code: 'bad-argument' | 'listener-failed', message: string): void => warnOnce('subscribe', code, message);
  if (typeof listener !== 'function') {
    report('bad-argument', 'subscribe() takes a function.');
    return () => {};
  }
  return make(async (note: Note | undefined) => {
    try {
      await listener(note);
    } catch (error) {
      report('listener-failed', `a listener of subscribe() failed: ${messageOf(error)}`);
    }
  });
}
