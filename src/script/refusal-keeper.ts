import { leaveAccount, profileName, readAccountId, readNote } from '../core/page/profile-note.js';
import { noteRefusal, type Refusal, type RefusalKind, readRefusal } from '../core/page/refusal-note.js';
import { ownMembers } from '../core/text/bare-object.js';

/** Notes refusals at once, even if the page closes or the other files do not load. */
export interface RefusalKeeper {
  /** Notes a refusal; null: consent was granted, which the shelf handles. */
  record(word: RefusalKind | null): void;
  /** The name of the shop's database has changed. */
  renamed(): void;
  /** Whoever is here leaves: an account is not at the device any more, and what a guest stored is void. */
  leave(): void;
}

/**
 * Creates the refusal keeper of a page.
 *
 * @param shopOf returns the shop's current name
 */
export function createRefusalKeeper(shopOf: () => string): RefusalKeeper {
  let latest: Refusal | null = null;
  const note = (): void => {
    const shop = shopOf();
    const name = profileName(shop, readAccountId(shop));
    // If nothing was ever stored there is nothing to erase later, so no trace is left on the device.
    const stored = readNote(`onshelf:${name}`);
    if (latest === null || (stored ?? readRefusal(name)) === null) return;
    noteRefusal(name, { word: latest.word, at: Math.max(latest.at, sinceOf(stored)) });
  };
  const record = (word: RefusalKind | null): void => {
    latest = word === null ? null : { word, at: Date.now() };
    note();
  };
  return {
    record,
    renamed: note,
    leave: () => {
      if (readAccountId(shopOf()) === null) record('erased');
      else leaveAccount(shopOf());
    },
  };
}

/** Time of the consent in a note of a log, milliseconds since 1970: a refusal is never noted as earlier, even if the clock was set back. */
function sinceOf(stored: string | null): number {
  try {
    const { since } = ownMembers(JSON.parse(`${stored}`));
    return Number.isFinite(since) ? (since as number) : 0;
  } catch {
    return 0;
  }
}
