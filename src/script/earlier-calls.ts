import { hasTouched } from './whose-word.js';

/** A call that the stub kept. */
export interface EarlierCall {
  /** When it was made, milliseconds since 1970. */
  readonly time: number;
  readonly command: unknown;
  readonly given: readonly unknown[];
  /** Had the shopper touched the page by then? Only false says that they had not. */
  readonly touched: unknown;
}

/** Is the global that of a tag which runs already? */
export function isLoaded(global: unknown): boolean {
  return typeof global === 'function' && own(global, 'loaded') === true;
}

/**
 * The calls that the stub kept, in order. Whatever else goes by that name kept none: an element, or what stands on a prototype.
 *
 * @param global what the page has as `onshelf`
 */
export function earlierCalls(global: unknown): readonly EarlierCall[] {
  const calls: EarlierCall[] = [];
  try {
    const kept = typeof global === 'function' ? own(global, 'q') : undefined;
    if (!Array.isArray(kept)) return calls;
    for (let at = 0; at < kept.length; at++) {
      const entry: unknown = kept[at];
      if (!Array.isArray(entry)) continue;
      calls.push({
        time: Number.isFinite(entry[0]) ? entry[0] : Date.now(),
        command: entry[1],
        given: entry.slice(2),
        // An older stub did not note it: who has not touched the page yet had not then.
        touched: own(entry, 'touched') ?? hasTouched(),
      });
    }
  } catch {
    // What the page keeps there may be anything: what could be read is what there is.
  }
  return calls;
}

function own(of: object, name: string): unknown {
  return Object.hasOwn(of, name) ? (of as Record<string, unknown>)[name] : undefined;
}
