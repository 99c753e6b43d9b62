/**
 * Kind of a refusal. `denied`: the shopper denied consent; valid until they grant it again. `erased`: earlier consent and recorded events are
 * void, but nothing is refused.
 */
export type RefusalKind = 'denied' | 'erased';

/** The note of a refusal: its kind and a time. */
export interface Refusal {
  readonly word: RefusalKind;
  /** Milliseconds since 1970. Consent and events until then are void, whether deleted yet or not. */
  readonly at: number;
}

/** Other versions may append to it. */
const FORM = /^(\w+) (\d{1,16})(?!\d)/;

/** End of the year 9999: a note cannot void every later consent. */
const LAST_TIME = 253_402_300_799_999;

/** Key of the note in localStorage. */
export function refusalKey(name: string): string {
  return `onshelf-refusal:${name}`;
}

/**
 * Reads the note of a refusal. It is one entry of localStorage, which every tab, every version and the script tag can read and write
 * synchronously. Never throws.
 *
 * @param name of the shop's database
 * @returns null without a note; an unreadable note counts as `denied`
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
 * Notes a refusal before it is carried out. An existing note is never weakened or shortened.
 *
 * @param name of the shop's database
 * @param refusal its kind and time
 * @returns whether the note is written; false if the browser refuses localStorage
 */
export function noteRefusal(name: string, { word, at }: Refusal): boolean {
  const earlier = readRefusal(name);
  const text = `${earlier?.word === 'denied' ? 'denied' : word} ${Math.max(Math.floor(at), earlier?.at ?? 0)}`;
  try {
    try {
      localStorage.setItem(refusalKey(name), text);
    } catch {
      // Full: the notes of the log are void now, so they make room.
      localStorage.removeItem(`onshelf:${name}`);
      localStorage.setItem(refusalKey(name), text);
    }
    return true;
  } catch {
    return false;
  }
}

/**
 * Ends a refusal after the shopper granted consent again. Consent before the refusal stays void.
 *
 * @param name of the shop's database
 * @param refusal `denied`, as it was read
 */
export function liftRefusal(name: string, refusal: Refusal): void {
  try {
    localStorage.setItem(refusalKey(name), `erased ${refusal.at}`);
  } catch {
    // localStorage is refused, so there is no note.
  }
}

/**
 * Removes an `erased` note after everything until a time was deleted. A `denied` note stays.
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

/** Whether there are notes of a log of this shop: then events were stored with consent. */
export function isSomethingStored(name: string): boolean {
  try {
    return localStorage.getItem(`onshelf:${name}`) !== null;
  } catch {
    return false;
  }
}
