import { warnOnce } from '../core/text/warn-once.js';
import type { Resource } from './resource.js';
import { type ShelfCall, textOfParts } from './shelf-call.js';

/** A change in the turn after the component's own answer: most likely its render made it. */
const OWN_CHANGE = 7;
/** Three of those in a row, or twenty of others without an answer in between, and the parameter is held. */
const MAX_CHANGES = 20;
/** Milliseconds after which an equal value is not the same by chance. */
const SAME_MS = 100;
/** Milliseconds without a change after which a rendering shows whether a value stays. */
const QUIET_MS = 150;

/** A parameter that is held. */
interface Held {
  readonly value: unknown;
  /** The value at the latest render, as text, and since when. */
  seen: string;
  since: number;
  /** Whether renderings alone change it. */
  sure: boolean;
}

/** The calls of one component, of which none may follow from its own answer without end. */
export interface SteadyCall {
  /** The call with the held parameters. Without any, the call itself. */
  readonly settle: (call: ShelfCall) => ShelfCall;
  /**
   * Subscribes to the call's resource, and notes what changed since the call before.
   *
   * @param call as given, before `settle()`
   */
  readonly follow: <Value>(call: ShelfCall, resource: Resource<Value>, listener: () => void) => () => void;
}

/** The parameters of a call, and what it is about. */
const partsOf = ({ about, request }: ShelfCall): Record<string, unknown> => ({ ...request, about });
/** Whether a list only got longer, as in infinite scrolling. */
const grows = (from: string, to: string): boolean => from.startsWith('[[') && to.startsWith(from.slice(0, -2));

/**
 * Holds parameters that change at every render, such as `now: Date.now()`. Each answer renders its component; if the call changes with it, the
 * next answer does, and so on. Such a parameter keeps the value it has, and the console says so once, code `unsteady-request`. One that keeps
 * its value over later renders is free again; where something else may have changed it, such as a slider, one rendering finds out.
 *
 * @param render renders the component
 */
export function createSteadyCall(render: () => void): SteadyCall {
  const held = new Map<string, Held>();
  let last: Record<string, string> | undefined;
  let changes: Record<string, number> = {};
  /** The turn of an answer after which nothing has changed yet; 0: none. */
  let answered = 0;
  let turn = 0;
  let quiet: ReturnType<typeof setTimeout> | undefined;
  /** Whether the next rendering is for finding out. */
  let tries = false;

  const compare = (call: ShelfCall): void => {
    const parts = partsOf(call);
    const texts = Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, textOfParts([value])]));
    const before = last;
    last = texts;
    if (!before) return;
    const weight = answered ? OWN_CHANGE : 1;
    const counted: Record<string, number> = {};
    for (const [name, text] of Object.entries(texts)) {
      const from = before[name] ?? '';
      if (text === from || held.has(name) || grows(from, text)) continue;
      answered = 0;
      counted[name] = (changes[name] ?? 0) + weight;
      if (counted[name] < MAX_CHANGES) continue;
      held.set(name, { value: parts[name], seen: text, since: Date.now(), sure: weight === OWN_CHANGE });
      warnOnce(
        `${call.name} ${name}`,
        'unsteady-request',
        `"${name}" of ${call.name}() changes with every render, and each change would ask for the list again, without end. It stays as it is now; compute it once, outside the render.`,
      );
    }
    changes = counted;
  };

  return {
    settle: (call) => {
      if (!held.size) return call;
      const parts = partsOf(call);
      for (const [name, value] of held) {
        const text = textOfParts([parts[name]]);
        const now = Date.now();
        if (text !== value.seen) {
          value.seen = text;
          value.since = now;
          value.sure ||= tries;
          clearTimeout(quiet);
          if (!value.sure)
            quiet = setTimeout(() => {
              tries = true;
              render();
            }, QUIET_MS);
        } else if (now - value.since > SAME_MS) {
          held.delete(name);
          continue;
        }
        parts[name] = value.value;
      }
      tries = false;
      const { about, ...request } = parts;
      return { ...call, about: about as ShelfCall['about'], request };
    },
    follow: (call, resource, listener) => {
      compare(call);
      return resource.subscribe(() => {
        const mine = ++turn;
        answered = mine;
        setTimeout(() => {
          if (answered !== mine) return;
          // The answer was rendered, and asked for nothing new.
          answered = 0;
          changes = {};
        });
        listener();
      });
    },
  };
}
