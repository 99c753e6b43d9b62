import { codeOf, messageOf } from '../core/onshelf-error.js';
import { activated } from '../core/page/platform.js';
import { type Account, leaveAccount, noteAccount, profileName, readAccount, withdrawAccount } from '../core/page/profile-note.js';
import { bareObject, ownMembers } from '../core/text/bare-object.js';
import { warnOnce } from '../core/text/warn-once.js';
import type { ChangeResult } from '../types/change-result.js';
import type { Consent } from '../types/consent.js';
import type { ProfileKind } from '../types/health.js';
import type { Note } from '../types/note.js';
import type { ProfileShelf, Shelf, ShelfOptions, SwitchOptions } from '../types/shelf.js';
import { CLOSED } from './failures/attempt.js';
import { joinTabs, type TabMessage } from './opening/join-tabs.js';
import { loadLater } from './opening/load-later.js';
import { restTabs } from './opening/rest-tabs.js';
import { type CurrentProfile, currentCalls } from './profiles/current-calls.js';
import { eraseProfiles, forgetAccounts } from './profiles/erase-profiles.js';
import { letGuestGo, namesNobody } from './profiles/let-guest-go.js';

/** Opens the shelf of one profile. `name`: of its database. */
export type OpenProfile = (options: Partial<ShelfOptions>, name: string, profile: ProfileKind) => Promise<ProfileShelf>;

const DEFAULT_NAME = 'onshelf';
/**
 * Makes one shelf of the shelves of several profiles, of which one is open: that of an account, or that of guests. Whoever leaves is let go at
 * once: calls wait for the next profile, and a list that was asked for before is asked for again.
 *
 * @param options of `createShelf()`
 * @param open opens one profile
 */
export async function withProfiles(options: Partial<ShelfOptions>, open: OpenProfile): Promise<Shelf> {
  const name = options.name ?? DEFAULT_NAME;
  const tabs = joinTabs(name);
  const listeners = new Set<(note?: Note) => void>();
  let account: Account | null = null;
  /** Whether accounts are used on this device. Then guests are in memory only, unless the shop wants otherwise. */
  let keyed = options.profile !== undefined;
  /** What was said of consent in this page, by the page or the shopper. */
  let said: Consent | undefined = options.consent;
  /** Whether it is noted who is here. */
  let noted = false;
  let failure: Note | undefined;
  let closed = false;
  /** Counts changes of profile. */
  let turn = 0;
  let current: ProfileShelf | undefined;

  const isForgetful = (): boolean => account === null && keyed && options.guests !== 'stored';
  const consentNow = (): Consent => {
    const state = current?.consent.state ?? 'unknown';
    return isForgetful() && state === 'unknown' && said === 'granted' ? said : state;
  };
  /** With its consent it is noted which account is here, for the next page. */
  const note = (): void => {
    if (account === null || current === undefined) return;
    const granted = current.consent.state === 'granted';
    if (granted && !noted) noteAccount(name, account);
    else if (!granted && noted) withdrawAccount(name);
    noted = granted;
  };
  const notify = (what?: Note): void => {
    note();
    for (const listener of listeners) queueMicrotask(() => listener(what));
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
    shelf.subscribe((what) => shelf === current && notify(what));
    return shelf;
  };
  /** The account of a key; null for a guest, and where it cannot be found out, which is reported. */
  const find = async (key: unknown): Promise<Account | null> => {
    failure = undefined;
    if (namesNobody(key)) return null;
    keyed = true;
    try {
      return await (await loadLater()).accountOf(name, `${key}`);
    } catch (error) {
      const message = `The account's profile is not opened, a guest's is: ${messageOf(error)}`;
      failure = { code: 'profile-not-opened', message };
      warnOnce('profile', codeOf(error), message);
      return null;
    }
  };
  const hold = (shelf: Promise<ProfileShelf>): Promise<ProfileShelf> => {
    const mine = turn;
    void shelf.then((opened) => {
      if (turn !== mine) return;
      current = opened;
      notify();
    });
    return shelf;
  };

  const tellOthers = (next: Account | null): void => tabs.tell({ kind: 'profile', id: next?.id ?? null, salt: next?.salt ?? null });

  const first = async (): Promise<ProfileShelf> => {
    await activated();
    const before = readAccount(name);
    const next = options.profile === undefined ? before : await find(options.profile);
    keyed ||= next !== null;
    if (before !== null && next?.id !== before.id) {
      leaveAccount(name);
      // The page knows better who is logged in than the other tabs.
      tellOthers(next);
    }
    return begin(next, options.consent);
  };
  let opening = hold(first());

  const nobody = async (): Promise<null> => {
    failure = undefined;
    return null;
  };
  /** Lets go of who is here, and opens the next profile. `follows`: another tab did so, and erased what guests stored. */
  const change = async (search: () => Promise<Account | null>, join: boolean, follows: boolean): Promise<ChangeResult> => {
    if (closed) return CLOSED;
    turn++;
    // At once, before anything is awaited: the page may close.
    let erased = !follows && search === nobody && account === null && current !== undefined ? letGuestGo(current, !keyed) : undefined;
    if (!follows && account !== null) {
      leaveAccount(name);
      noted = false;
    }
    current = undefined;
    let result: ChangeResult = { done: true };
    opening = hold(
      opening.then(async (old) => {
        const from = account;
        const next = await search();
        if (failure !== undefined) result = { done: false, reason: failure.code, message: failure.message };
        if (from?.id === next?.id && (next !== null || follows)) return old;
        const granted = from === null && next !== null && (said === 'granted' || old.consent.state === 'granted');
        const joined = join && from === null && next !== null ? await old.profile.export() : null;
        if (!follows) tellOthers(next);
        if (from !== null || next === null) said = options.consent;
        // What a guest did belongs to nobody who comes back.
        if (from === null && !follows) erased ??= next === null ? letGuestGo(old, !keyed) : old.profile.erase();
        if (from === null && next === null) {
          const letGo = await erased;
          if (result.done && letGo !== undefined) result = letGo;
          return old;
        }
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
    await opening;
    return result;
  };
  const follow = (next: Account | null): void => void change(async () => next, false, true);
  const hear = (message: TabMessage): void => {
    if (message.kind === 'profile') follow(message.id === null ? null : { id: message.id, salt: message.salt });
  };
  tabs.listen(hear);
  const returned = (): void => {
    const noticed = readAccount(name);
    if (noticed?.id !== (noted ? account?.id : undefined)) follow(noticed);
  };
  const stopResting = restTabs(tabs, () => keyed, hear, returned);

  const shelf = await opening;
  void loadLater()
    .then((part) => part.finishErasing(name, profileName(name, account?.id ?? null)))
    // Storage reports that the file cannot be loaded; the next page finishes the erasure.
    .catch(() => {});
  const now: CurrentProfile = {
    get turn() {
      return turn;
    },
    get current() {
      return current;
    },
    get opening() {
      return opening;
    },
  };
  const all = currentCalls(now, (of) => of, shelf) as unknown as Shelf;
  const profile = currentCalls(now, (of) => of.profile, shelf) as unknown as Shelf['profile'];
  const { health } = all;
  const { inspect } = profile;
  return {
    ...all,
    health: async () => {
      const report = await health();
      return { ...report, consent: consentNow(), notes: failure === undefined ? report.notes : [...report.notes, failure] };
    },
    profile: {
      ...profile,
      inspect: async () => Object.freeze({ ...(await inspect()), consent: consentNow() }),
      erase: async (erasing) => {
        said = undefined;
        const everything = ownMembers(erasing).all === true;
        // Noted at once.
        const others = everything ? eraseProfiles(name, profileName(name, account?.id ?? null)) : undefined;
        const result = await (current ?? (await opening)).profile.erase();
        note();
        if (everything) forgetAccounts(name);
        return result.done && others !== undefined ? others : result;
      },
    },
    consent: {
      get state() {
        return consentNow();
      },
      set: async (state, by) => {
        const opened = current ?? (await opening);
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
    switchProfile: (key: string | number | null, switching?: SwitchOptions) =>
      change(namesNobody(key) ? nobody : () => find(key), ownMembers(switching).join === true, false),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: async () => {
      closed = true;
      tabs.close();
      listeners.clear();
      stopResting();
      await (await opening).close();
    },
  };
}
