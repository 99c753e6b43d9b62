import type { Account } from '../../core/page/profile-note.js';
import type { ChangeResult } from '../../types/change-result.js';
import type { Consent } from '../../types/consent.js';
import type { ProfileKind } from '../../types/health.js';
import type { Note } from '../../types/note.js';
import type { PlainShelf, ProfileShelf, ShelfOptions, SwitchOptions } from '../../types/shelf.js';
import type { Tabs } from '../opening/join-tabs.js';
import type { eraseProfiles } from '../profiles/erase-profiles.js';

/** Opens the shelf of one profile. `name`: of its database. Never rejects. */
type OpenProfile = (options: Partial<ShelfOptions>, name: string, profile: ProfileKind) => Promise<ProfileShelf>;

/** A guest whose shelf is open already. */
interface Guest {
  readonly shelf: ProfileShelf;
  /** What was said of consent in this page, by the page or the shopper. */
  readonly said: Consent | undefined;
}

/** What a shelf of several profiles uses. */
export interface SharedParts {
  /** The shop's name. */
  readonly name: string;
  /** Of `createShelf()`. */
  readonly options: Partial<ShelfOptions>;
  readonly open: OpenProfile;
  /** The tabs of the shop. */
  readonly tabs: Pick<Tabs, 'tell' | 'listen' | 'close'>;
  /** The account of a key. Rejects if it cannot be found out. */
  accountOf(key: unknown): Promise<Account>;
  /** The note that an account's profile cannot be opened, which is also told on the console. */
  noteRefused(error: unknown): Note;
  /** Who is there; undefined: the account that the options name, or that was there last. */
  readonly erase: typeof eraseProfiles;
  readonly guest: Guest | undefined;
}

/** One shelf of several profiles, and what changes who is at the device. */
export interface SharedShelf {
  readonly shelf: PlainShelf;
  /** `switchProfile()`. `letGo`: the erasure of the guest, if it has begun. */
  change(key: unknown, switching: SwitchOptions | undefined, letGo: Promise<ChangeResult> | undefined): Promise<ChangeResult>;
  /** Opens the profile of whoever is at the device by now, according to the note. */
  look(): Promise<ChangeResult>;
}
