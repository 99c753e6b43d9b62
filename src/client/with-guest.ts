import { codeOf, messageOf, OnshelfError } from '../core/onshelf-error.js';
import { forgetAccounts, leaveAccount, otherProfiles, profileName, readAccountId } from '../core/page/profile-note.js';
import type { RefusalKind } from '../core/page/refusal-note.js';
import { bareObject, ownMembers } from '../core/text/bare-object.js';
import { warnOnce } from '../core/text/warn-once.js';
import { withDeadline } from '../core/time/deadline.js';
import { soon } from '../core/time/soon.js';
import type { ChangeResult } from '../types/change-result.js';
import type { ProfileKind } from '../types/health.js';
import type { Note } from '../types/note.js';
import type { PlainShelf, ProfileShelf, ShelfOptions } from '../types/shelf.js';
import type { SharedParts, SharedShelf } from './accounts/shared-shelf.js';
import { CLOSED } from './failures/closed.js';
import { joinTabs } from './opening/join-tabs.js';
import { LOAD_DEADLINE, loadLater } from './opening/load-later.js';
import { tellTabs } from './opening/tell-tabs.js';
import { type Changing, type CurrentProfile, currentCalls } from './profiles/current-calls.js';
import { eraseProfiles } from './profiles/erase-profiles.js';
import { letGuestGo, namesNobody } from './profiles/let-guest-go.js';

/** Opens the shelf of one profile. `name`: of its database. `heed`: called when somebody else is at the device. Never rejects. */
type OpenProfile = (options: Partial<ShelfOptions>, name: string, profile: ProfileKind, heed?: () => void) => Promise<ProfileShelf>;

/**
 * Makes the shelf of a shop. Until a page, or another one of this device, uses accounts, it is that of a guest; then the code for several profiles is
 * loaded and takes it over. If that cannot be loaded, a guest is there, and nothing of an account is read or written.
 *
 * @param options of `createShelf()`
 * @param open opens one profile
 */
export async function withGuest(options: Partial<ShelfOptions>, open: OpenProfile): Promise<PlainShelf> {
  const name = options.name ?? 'onshelf';
  const share = async (guest?: SharedParts['guest']): Promise<SharedShelf> => {
    const { withProfiles } = await withDeadline(import('./accounts/with-profiles.js'), LOAD_DEADLINE);
    const accountOf: SharedParts['accountOf'] = async (key) => (await loadLater()).accountOf(name, key);
    return withProfiles({ name, options, open, tabs: joinTabs(name), accountOf, noteRefused, erase: eraseProfiles, guest });
  };
  let failure: Note | undefined;
  const noteRefused = (error: unknown): Note => {
    const message = `The account's profile is not opened, a guest's is: ${messageOf(error)}`;
    warnOnce('profile', codeOf(error), message);
    return { code: 'profile-not-opened', message };
  };
  const refuse = (): ChangeResult => {
    failure = noteRefused(new OnshelfError('profile-not-opened', 'index-with-profiles-*.js could not be loaded from beside index.js.'));
    return { done: false, reason: failure.code, message: failure.message };
  };

  if (options.profile !== undefined || readAccountId(name) !== null) {
    try {
      return (await share()).shelf;
    } catch {
      refuse();
      // The other tabs hear of it by the note that goes.
      if (options.profile !== undefined) leaveAccount(name);
    }
  }
  let said = options.consent;
  let shared: SharedShelf | undefined;
  let closed = false;
  const listeners = new Set<(note?: Note) => void>();
  const notify = (note?: Note): void => {
    for (const listener of listeners) void soon(() => listener(note));
  };
  /**
   * Lets the code for several profiles take over, and change the profile. Who is there is let go at once.
   *
   * @param isLeaving whether the guest leaves: that needs no code of several profiles
   */
  const handOver = async (
    change: (to: SharedShelf, letGo: Promise<ChangeResult> | undefined) => Promise<ChangeResult>,
    isLeaving?: boolean,
  ): Promise<ChangeResult> => {
    if (closed) return CLOSED;
    const letGo = (): Promise<ChangeResult> => letGuestGo(guest, failure === undefined);
    // At once, before anything is awaited: the page may close.
    const gone = isLeaving && now.current ? letGo() : undefined;
    if (isLeaving) leaveAccount(name);
    let result: Promise<ChangeResult> | ChangeResult = CLOSED;
    now.turn++;
    now.current = undefined;
    now.opening = now.opening.then(async () => {
      try {
        if (shared === undefined) {
          shared = await share({ shelf: guest, said });
          shared.shelf.subscribe(notify);
        }
        result = change(shared, gone);
      } catch {
        result = isLeaving ? (gone ?? letGo()) : refuse();
        // At log-out all tabs have to know, also where nothing can be loaded.
        if (isLeaving) tellTabs(name, { kind: 'profile' });
      }
      now.current = shared?.shelf ?? alone;
      return now.current;
    });
    await now.opening;
    notify();
    return result;
  };

  const inMemory = failure && { recallConsent: false, ...(said === 'granted' && { consent: 'unknown' }) };
  const now: Changing<CurrentProfile> = {
    turn: 0,
    current: undefined,
    opening: open(bareObject({ ...options, ...inMemory }) as Partial<ShelfOptions>, name, 'guest', () => {
      // What another guest did is erased by a message of its own.
      if (shared === undefined && (readAccountId(name) !== null || now.turn > 0)) void handOver((to) => to.look());
    }),
  };
  const guest = await now.opening;
  /** Notes at once that others are erased too. Without the code for accounts nothing of one is read; but what is withdrawn is withdrawn from the last one too. */
  const withdraw = async (others: readonly string[], word: RefusalKind, own: () => Promise<ChangeResult>): Promise<ChangeResult> => {
    const id = failure && readAccountId(name);
    const erasure = eraseProfiles(id ? [...others, profileName(name, id)] : others, word);
    if (id) leaveAccount(name);
    const result = await own();
    return result.done ? erasure : result;
  };
  /** The guest, as long as nobody else was there. */
  const alone: ProfileShelf = {
    ...guest,
    health: async () => {
      const report = await guest.health();
      return failure === undefined ? report : { ...report, notes: [...report.notes, failure] };
    },
    profile: {
      ...guest.profile,
      erase: async (erasing) => {
        said = undefined;
        const everything = ownMembers(erasing).all === true;
        const erasure = withdraw(everything ? otherProfiles(name, name) : [], 'erased', guest.profile.erase);
        if (everything) forgetAccounts(name);
        return erasure;
      },
    },
    consent: {
      ...guest.consent,
      get state() {
        return guest.consent.state;
      },
      set: async (state, by) => {
        if (failure !== undefined && state === 'granted') return refuse();
        said = state;
        const set = (): Promise<ChangeResult> => guest.consent.set(state, by);
        if (state === 'denied') return withdraw([], by?.by === 'shopper' ? state : 'erased', set);
        return state === 'unknown' ? withdraw([], 'erased', set) : set();
      },
    },
  };
  if (now.turn === 0) now.current = alone;
  guest.subscribe((note) => now.current === alone && notify(note));
  // What cannot be deleted is finished by the next page.
  void eraseProfiles(otherProfiles(name, name), null);

  const callsOf = (pick: (of: ProfileShelf) => object) => currentCalls(now, pick, alone) as never;
  return {
    ...(callsOf((of) => of) as PlainShelf),
    profile: callsOf((of) => of.profile),
    privacy: callsOf((of) => of.privacy),
    consent: {
      ...(callsOf((of) => of.consent) as PlainShelf['consent']),
      get state() {
        return (now.current ?? alone).consent.state;
      },
    },
    switchProfile: async (key, switching) =>
      shared === undefined
        ? handOver((to, letGo) => to.change(key, switching, letGo), namesNobody(key))
        : shared.change(key, switching, undefined),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: async () => {
      closed = true;
      listeners.clear();
      await (await now.opening).close();
    },
  };
}
