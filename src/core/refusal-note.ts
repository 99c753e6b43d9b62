/**
 * What was taken back. `refused`: consent, by the shopper's own act. `denied`: consent, as the page told it. `erased`: nothing is refused,
 * but what was agreed to before is void.
 */
export type RefusalWord = 'refused' | 'denied' | 'erased';

/** The note of a refusal: one word and a time. */
export interface Refusal {
  readonly word: RefusalWord;
  /** Milliseconds since 1970. What was agreed to and recorded until then is void, whether it is deleted yet or not. */
  readonly at: number;
}

const keyOf = (name: string): string => `onshelf-refusal:${name}`;
/** Other versions may write more after the time. */
const FORM = /^(\w+) (\d{1,16})(?!\d)/;

/**
 * Reads the note of a refusal. It is one entry of localStorage, so that it can be written and read at once, by every tab, every version, and
 * the script tag alone. Never throws.
 *
 * @param name of the shop's database
 * @returns null where nothing is noted; a word that is not known counts as `denied`
 */
export function readRefusal(name: string): Refusal | null {
  try {
    const text = localStorage.getItem(keyOf(name));
    return text === null ? null : refusalIn(text);
  } catch {
    return null;
  }
}

/** Reads the text of a note; what is no such text counts as denied now. */
function refusalIn(text: string): Refusal {
  const [, word, time] = FORM.exec(text) ?? [];
  return { word: word === 'refused' || word === 'erased' ? word : 'denied', at: time === undefined ? Date.now() : Number(time) };
}

/**
 * Notes a refusal before anything is done about it. A note that is there already is never weakened, nor made to hold for less.
 *
 * @param name of the shop's database
 * @param refusal what is taken back
 * @returns whether the note stands now; false where the browser refuses localStorage
 */
export function noteRefusal(name: string, { word, at }: Refusal): boolean {
  try {
    const earlier = readRefusal(name);
    const text = `${stricter(word, earlier?.word)} ${Math.max(Math.floor(at), earlier?.at ?? 0)}`;
    try {
      localStorage.setItem(keyOf(name), text);
    } catch {
      // Full: what is noted of the log makes room, since it is void now.
      localStorage.removeItem(`onshelf:${name}`);
      localStorage.setItem(keyOf(name), text);
    }
    return true;
  } catch {
    return false;
  }
}

/**
 * Consent is given: what was agreed to before the refusal stays void, and nothing is refused any more.
 *
 * @param carriedOut is everything from before it deleted? Then the note goes
 */
export function liftRefusal(name: string, carriedOut: boolean): void {
  try {
    const refusal = readRefusal(name);
    if (refusal === null) return;
    if (carriedOut) localStorage.removeItem(keyOf(name));
    else localStorage.setItem(keyOf(name), `erased ${refusal.at}`);
  } catch {
    // Nothing can be noted here, so nothing is.
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

const STRICTNESS: readonly RefusalWord[] = ['erased', 'denied', 'refused'];

function stricter(one: RefusalWord, other: RefusalWord = 'erased'): RefusalWord {
  return STRICTNESS[Math.max(STRICTNESS.indexOf(one), STRICTNESS.indexOf(other))];
}
