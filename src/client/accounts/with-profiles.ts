import { codeOf } from '../../core/onshelf-error.js';
import { noteAside } from '../../core/page/aside-note.js';
import {
  type Account,
  forgetAccounts,
  leaveAccount,
  noteAccount,
  otherProfiles,
  profileName,
  readAccount,
  withdrawAccount,
} from '../../core/page/profile-note.js';
import { bareObject, ownMembers } from '../../core/text/bare-object.js';
import { soon } from '../../core/time/soon.js';
import type { ChangeResult } from '../../types/change-result.js';
import type { Consent } from '../../types/consent.js';
import type { Note } from '../../types/note.js';
import type { PlainShelf, ProfileShelf, ShelfOptions } from '../../types/shelf.js';
import { CLOSED } from '../failures/closed.js';
import { type Changing, type CurrentProfile, currentCalls } from '../profiles/current-calls.js';
import { letGuestGo, namesNobody } from '../profiles/let-guest-go.js';
import type { SharedParts, SharedShelf } from './shared-shelf.js';

const CHANGED: Note = { code: 'profile-changed', message: 'Somebody else is at the device: lists are made again.' };

/**
 * Makes one shelf of the shelves of several profiles, of which one is open: that of an account, or that of guests. Whoever leaves is let go at
 * once: calls wait for the next profile, and a list that was asked for before is asked for again.
 *
 * @param parts what it uses
 */
export async function withProfiles({ name, options, open, tabs, accountOf, noteRefused, erase, guest }: SharedParts): Promise<SharedShelf> {
  const now: Changing<CurrentProfile> = { turn: 0, current: guest?.shelf, opening: Promise.resolve(guest?.shelf as ProfileShelf) };
  const listeners = new Set<(note?: Note) => void>();
  let account: Account | null = null;
  /** Whether accounts are used on this device. Then guests are in memory only, unless the shop wants otherwise. */
  let keyed = options.profile !== undefined;
  /** What was said of consent in this page, by the page or the shopper. */
  let said = guest === undefined ? options.consent : guest.said;
  /** Whether it is noted who is here. */
  let noted = false;
  let failure: Note | undefined;
  let closed = false;

  const isForgetful = (): boolean => account === null && keyed && options.guests !== 'stored';
  const consentNow = (): Consent => {
    const state = now.current?.consent.state ?? 'unknown';
    return isForgetful() && state === 'unknown' && said === 'granted' ? said : state;
  };
  /** With its consent it is noted which account is here, for the next page. */
  const note = (): void => {
    if (account === null || now.current === undefined) return;
    const granted = now.current.consent.state === 'granted';
    if (granted && !noted) noteAccount(name, account);
    else if (!granted && noted) withdrawAccount(name);
    noted = granted;
  };
  const notify = (what?: Note): void => {
    note();
    for (const listener of listeners) void soon(() => listener(what));
  };

  const listen = (shelf: ProfileShelf): ProfileShelf => {
    shelf.subscribe((what) => shelf === now.current && notify(what));
    return shelf;
  };
  const begin = async (next: Account | null, consent: Consent | undefined): Promise<ProfileShelf> => {
    account = next;
    noted = next !== null && readAccount(name)?.id === next.id;
    const inMemory = isForgetful();
    const shelf = await open(
      bareObject({
        ...options,
        consent: inMemory && consent === 'granted' ? 'unknown' : consent,
        recallConsent: !inMemory && options.recallConsent !== false,
      }) as Partial<ShelfOptions>,
      profileName(name, next?.id ?? null),
      next === null ? 'guest' : 'account',
    );
    return listen(shelf);
  };
  /** The account of a key; null for a guest, and where it cannot be found out, which is reported. */
  const find = async (key: unknown): Promise<Account | null> => {
    failure = undefined;
    if (namesNobody(key)) return null;
    keyed = true;
    try {
      return await accountOf(key);
    } catch (error) {
      failure = noteRefused(error);
      if (codeOf(error) === 'bad-argument') failure = { ...failure, code: 'bad-argument' };
      return null;
    }
  };
  const hold = (shelf: Promise<ProfileShelf>): Promise<ProfileShelf> => {
    const mine = now.turn;
    void shelf.then((opened) => {
      if (now.turn !== mine) return;
      now.current = opened;
      notify(mine > 0 ? CHANGED : undefined);
    });
    return shelf;
  };

  const first = async (): Promise<ProfileShelf> => {
    const before = readAccount(name);
    const next = options.profile === undefined ? before : await find(options.profile);
    keyed ||= next !== null;
    // The page knows better who is logged in than the other tabs, which hear of it by the note that goes.
    if (before !== null && next?.id !== before.id) leaveAccount(name);
    return begin(next, options.consent);
  };
  if (guest === undefined) now.opening = hold(first());
  else listen(guest.shelf);

  const nobody = async (): Promise<null> => {
    failure = undefined;
    return null;
  };
  /** Lets go of who is here, and opens the next profile. `follows`: another tab did so, and erased what guests stored. */
  const change = async (
    search: () => Promise<Account | null>,
    join: boolean,
    follows: boolean,
    letGo?: Promise<ChangeResult>,
  ): Promise<ChangeResult> => {
    if (closed) return CLOSED;
    now.turn++;
    // At once, before anything is awaited: the page may close.
    let erased =
      letGo ??
      (!follows && search === nobody && account === null && now.current !== undefined ? letGuestGo(now.current, !keyed) : undefined);
    if (!follows && account !== null) {
      leaveAccount(name);
      noted = false;
    }
    now.current = undefined;
    let result: ChangeResult = { done: true };
    now.opening = hold(
      now.opening.then(async (old) => {
        const from = account;
        const next = await search();
        if (failure !== undefined) result = { done: false, reason: failure.code, message: failure.message };
        if (from?.id === next?.id && (next !== null || follows)) return old;
        const granted = from === null && next !== null && (said === 'granted' || old.consent.state === 'granted');
        const joined = join && from === null && next !== null ? await old.profile.export() : null;
        // Whoever is noted is known by the note; of others, the tabs that have them in memory hear that they are gone.
        if (!follows) tabs.tell({ kind: 'profile' });
        if (from !== null || next === null) said = options.consent;
        // What a guest did belongs to nobody who comes back.
        if (from === null && !follows) erased ??= next === null ? letGuestGo(old, !keyed) : old.profile.erase();
        if (from === null && next === null) {
          const gone = await erased;
          if (result.done && gone !== undefined) result = gone;
          return old;
        }
        // What is set aside is of who leaves.
        noteAside(profileName(name, from?.id ?? null), null);
        void Promise.resolve(erased).then(() => old.close());
        const fresh = await begin(next, granted ? 'granted' : said);
        if (joined !== null) {
          const { import: add } = fresh.profile;
          const added = joined.done ? await add(joined) : joined;
          if (result.done) result = joined.done && joined.profile.events.length === 0 ? result : (added as ChangeResult);
        }
        return fresh;
      }),
    );
    await now.opening;
    return result;
  };
  /** An account that is in memory alone is let go: nobody but its own page could say that it is still there. */
  const look: SharedShelf['look'] = async () => {
    const there = account === null || noted ? account?.id : '';
    return readAccount(name)?.id === there ? { done: true } : change(async () => readAccount(name), false, true);
  };
  const changeTo: SharedShelf['change'] = (key, switching, letGo) =>
    change(namesNobody(key) ? nobody : () => find(key), ownMembers(switching).join === true, false, letGo);
  tabs.listen(({ kind }) => kind === 'profile' && void look());
  const shown = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) void look();
  };
  globalThis.addEventListener?.('pageshow', shown);

  const shelf = await now.opening;
  const others = (): readonly string[] => otherProfiles(name, profileName(name, account?.id ?? null));
  // What cannot be deleted is finished by the next page.
  if (guest === undefined) void erase(others(), null);
  const all = currentCalls(now, (of) => of, shelf) as unknown as PlainShelf;
  const profile = currentCalls(now, (of) => of.profile, shelf) as unknown as PlainShelf['profile'];
  const privacy = currentCalls(now, (of) => of.privacy, shelf) as unknown as PlainShelf['privacy'];
  const { health } = all;
  const { inspect } = profile;
  /** Takes the consent that the page is told, too. */
  const describeSeen = privacy.describe as (request: unknown, seen: Consent) => ReturnType<typeof privacy.describe>;
  const one: PlainShelf = {
    ...all,
    health: async () => {
      const report = await health();
      return { ...report, consent: consentNow(), notes: failure === undefined ? report.notes : [...report.notes, failure] };
    },
    profile: {
      ...profile,
      inspect: async (options) => Object.freeze({ ...(await inspect(options)), consent: consentNow() }),
      erase: async (erasing) => {
        said = undefined;
        const everything = ownMembers(erasing).all === true;
        // Noted at once.
        const erasure = everything ? erase(others()) : undefined;
        const result = await (now.current ?? (await now.opening)).profile.erase();
        note();
        if (everything) forgetAccounts(name);
        return result.done && erasure !== undefined ? await erasure : result;
      },
    },
    consent: {
      ...(currentCalls(now, (of) => of.consent, shelf) as unknown as PlainShelf['consent']),
      get state() {
        return consentNow();
      },
      set: async (state, by) => {
        const opened = now.current ?? (await now.opening);
        said = state;
        if (state !== 'granted' || !isForgetful()) return opened.consent.set(state, by);
        if (opened.consent.state === 'denied') {
          // Only to lift the refusal.
          const lifted = await opened.consent.set(state, by);
          return lifted.done ? opened.consent.set('unknown', by) : lifted;
        }
        notify();
        return { done: true };
      },
    },
    privacy: { ...privacy, describe: (request) => describeSeen(request, consentNow()) },
    switchProfile: (key, switching) => changeTo(key, switching, undefined),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: async () => {
      closed = true;
      tabs.close();
      listeners.clear();
      globalThis.removeEventListener?.('pageshow', shown);
      await (await now.opening).close();
    },
  };
  return { shelf: one, change: changeTo, look };
}
