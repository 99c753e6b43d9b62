/**
 * What was taken back. `denied`: consent, by the shopper's own act; it holds until they grant it again. `erased`: nothing is refused, but what
 * was agreed to and recorded before is void.
 */
export type RefusalKind = 'denied' | 'erased';

/** The note of a refusal: one word and a time. */
export interface Refusal {
  readonly word: RefusalKind;
  /** Milliseconds since 1970. What was agreed to and recorded until then is void, whether it is deleted yet or not. */
  readonly at: number;
}

/** Other versions may write more after the time. */
const FORM = /^(\w+) (\d{1,16})(?!\d)/;

/** The end of the year 9999: no note voids what is agreed to for good. */
const LAST_TIME = 253_402_300_799_999;

/** The entry of localStorage that the note is. */
export function refusalKey(name: string): string {
  return `onshelf-refusal:${name}`;
}

/**
 * Reads the note of a refusal. It is one entry of localStorage, so that every tab, every version and the script tag alone can write and read
 * it at once. Never throws.
 *
 * @param name of the shop's database
 * @returns null where nothing is noted; what cannot be read counts as `denied`
 */
export function readRefusal(name: string): Refusal | null {
  try {
    const text = localStorage.getItem(refusalKey(name));
    if (text === null) return null;
    const [, word, time] = FORM.exec(text) ?? [];
    return { word: word === 'erased' ? word : 'denied', at: Math.min(Number(time ?? Date.now()), LAST_TIME) };
  } catch {
    return null;
  }
}

/**
 * Notes a refusal before anything is done about it. A note that is there already is never weakened, nor made to hold for less.
 *
 * @param name of the shop's database
 * @param refusal what is taken back
 * @returns whether the note stands now; false where the browser refuses localStorage
 */
export function noteRefusal(name: string, { word, at }: Refusal): boolean {
  const earlier = readRefusal(name);
  const text = `${earlier?.word === 'denied' ? 'denied' : word} ${Math.max(Math.floor(at), earlier?.at ?? 0)}`;
  try {
    try {
      localStorage.setItem(refusalKey(name), text);
    } catch {
      // Full: what is noted of the log makes room, since it is void now.
      localStorage.removeItem(`onshelf:${name}`);
      localStorage.setItem(refusalKey(name), text);
    }
    return true;
  } catch {
    return false;
  }
}

/**
 * The shopper grants again: nothing is refused any more. What was agreed to before the refusal stays void.
 *
 * @param name of the shop's database
 */
export function liftRefusal(name: string): void {
  const refusal = readRefusal(name);
  if (refusal?.word !== 'denied') return;
  try {
    localStorage.setItem(refusalKey(name), `erased ${refusal.at}`);
  } catch {
    // Nothing can be noted here, so nothing is.
  }
}

/**
 * Everything from before a time is deleted: a note of no more than that goes. One of a refusal stays.
 *
 * @param name of the shop's database
 * @param until milliseconds since 1970
 */
export function settleRefusal(name: string, until: number): void {
  const refusal = readRefusal(name);
  if (refusal?.word !== 'erased' || refusal.at > until) return;
  try {
    localStorage.removeItem(refusalKey(name));
  } catch {
    // As above.
  }
}

/** Is something noted of a log of this shop? Then something was stored with consent. */
export function isSomethingStored(name: string): boolean {
  try {
    return localStorage.getItem(`onshelf:${name}`) !== null;
  } catch {
    return false;
  }
}
