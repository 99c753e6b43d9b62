import { isSomethingStored, noteRefusal, type Refusal, type RefusalKind, readRefusal } from '../core/page/refusal-note.js';
import { ownMembers } from '../core/text/bare-object.js';

/** Keeps a refusal from the moment it is said, whatever becomes of the page and of the files that would carry it out. */
export interface RefusalKeeper {
  /** Something was taken back just now; null: something was agreed to, which the shelf deals with. */
  hear(word: RefusalKind | null): void;
  /** The shop goes by another name since. */
  renamed(): void;
}

/**
 * Makes the keeper of one page.
 *
 * @param nameOf the name of the shop's database, as it is known by then
 */
export function createRefusalKeeper(nameOf: () => string): RefusalKeeper {
  let latest: Refusal | null = null;
  const note = (): void => {
    const name = nameOf();
    // Where nothing was ever stored, nothing has to be taken back on later visits, and nothing is left on the device.
    if (latest === null || !(isSomethingStored(name) || readRefusal(name) !== null)) return;
    noteRefusal(name, { word: latest.word, at: Math.max(latest.at, storedSince(name)) });
  };
  return {
    hear: (word) => {
      latest = word === null ? null : { word, at: Date.now() };
      note();
    },
    renamed: note,
  };
}

/** When the log began that is noted, milliseconds since 1970; a clock set back makes no refusal older than what it takes back. */
function storedSince(name: string): number {
  try {
    const { since } = ownMembers(JSON.parse(localStorage.getItem(`onshelf:${name}`) ?? ''));
    return Number.isFinite(since) ? (since as number) : 0;
  } catch {
    return 0;
  }
}
