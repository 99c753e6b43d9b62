import { codeOf, messageOf } from '../core/onshelf-error.js';
import { type Account, accountNames, forgetSalt, leaveAccount, noteAccount, profileName, readAccount } from '../core/page/profile-note.js';
import { bareObject, ownMembers } from '../core/text/bare-object.js';
import { warnOnce } from '../core/text/warn-once.js';
import type { ChangeResult } from '../types/change-result.js';
import type { Consent } from '../types/consent.js';
import type { ProfileKind } from '../types/health.js';
import type { Note } from '../types/note.js';
import type { ProfileShelf, Shelf, ShelfOptions, SwitchOptions } from '../types/shelf.js';
import { CLOSED } from './failures/attempt.js';
import { joinTabs } from './opening/join-tabs.js';
import { loadLater } from './opening/load-later.js';
import { eraseProfiles } from './profiles/erase-profiles.js';

/** Opens the shelf of one profile. `name`: of its database. */
export type OpenProfile = (options: Partial<ShelfOptions>, name: string, profile: ProfileKind) => Promise<ProfileShelf>;

type Calls = Readonly<Record<string, (...given: unknown[]) => unknown>>;

const DEFAULT_NAME = 'onshelf';
/** Calls of an earlier profile whose results a later one may have: they are about what was passed. */
const KEPT = ['track', 'feedback', 'forget', 'import', 'pause', 'resume'];

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
    else if (!granted && noted) {
      leaveAccount(name);
      if (accountNames(name).length === 0) forgetSalt(name);
    }
    noted = granted;
  };
  const notify = (about?: Note): void => {
    note();
    for (const listener of listeners) queueMicrotask(() => listener(about));
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
    shelf.subscribe((about) => shelf === current && notify(about));
    return shelf;
  };
  /** The account of a key; null for a guest, and where it cannot be found out, which is reported. */
  const find = async (key: unknown): Promise<Account | null> => {
    failure = undefined;
    if (key === null || key === undefined || key === '') return null;
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

  const first = async (): Promise<ProfileShelf> => {
    const before = readAccount(name);
    const next = options.profile === undefined ? before : await find(options.profile);
    keyed ||= next !== null;
    if (next?.id !== before?.id) leaveAccount(name);
    return begin(next, options.consent);
  };
  let opening = hold(first());

  /** Lets go of who is here, and opens the next profile. `follows`: another tab did so, and erased what guests stored. */
  const change = async (search: () => Promise<Account | null>, join: boolean, follows: boolean): Promise<ChangeResult> => {
    if (closed) return CLOSED;
    turn++;
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
        if (!follows) tabs.tell({ kind: 'profile', id: next?.id ?? null, salt: next?.salt ?? null });
        if (from !== null || next === null) said = options.consent;
        if (from !== null) leaveAccount(name);
        // Of the browser, not of the person.
        const agreed = old.consent.state === 'granted';
        // What a guest did belongs to nobody who comes back.
        const erased = from === null && !follows ? old.profile.erase() : undefined;
        if (from === null && next === null) {
          // Both at once: what is tracked after this call is of the next one.
          const [letGo] = await Promise.all([erased, agreed ? old.consent.set('granted', { by: 'page' }) : undefined]);
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
  tabs.listen((message) => {
    if (message.kind === 'profile') follow(message.id === null ? null : { id: message.id, salt: message.salt });
  });
  /** A page that holds a channel is not kept for the back button. */
  const left = ({ persisted }: PageTransitionEvent): void => void (persisted && tabs.leave());
  /** A page that was put aside was told nothing. */
  const returned = ({ persisted }: PageTransitionEvent): void => {
    if (persisted && !closed) tabs.join();
    const noticed = persisted ? readAccount(name) : null;
    if (persisted && noticed?.id !== (noted ? account?.id : undefined)) follow(noticed);
  };
  globalThis.addEventListener?.('pagehide', left);
  globalThis.addEventListener?.('pageshow', returned);

  const call = (pick: (shelf: ProfileShelf) => unknown, key: string): ((...given: unknown[]) => Promise<unknown>) => {
    const asking = async (...given: unknown[]): Promise<unknown> => {
      const mine = turn;
      const result = await (pick(current ?? (await opening)) as Calls)[key](...given);
      return mine === turn || KEPT.includes(key) ? result : asking(...given);
    };
    return asking;
  };
  const callsOf = (pick: (shelf: ProfileShelf) => object, shelf: ProfileShelf): Record<string, unknown> => {
    const calls: Record<string, unknown> = {};
    for (const [key, member] of Object.entries(ownMembers(pick(shelf)))) if (typeof member === 'function') calls[key] = call(pick, key);
    return calls;
  };

  const shelf = await opening;
  void loadLater()
    .then((part) => part.finishErasing([name, ...accountNames(name)].filter((other) => other !== profileName(name, account?.id ?? null))))
    .catch(() => {});
  const all = callsOf((of) => of, shelf);
  const profile = callsOf((of) => of.profile, shelf) as unknown as Shelf['profile'];
  const health = all.health as Shelf['health'];
  const { inspect } = profile;
  return {
    ...(all as unknown as Shelf),
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
        if (everything) {
          leaveAccount(name);
          forgetSalt(name);
        }
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
      change(() => find(key), ownMembers(switching).join === true, false),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: async () => {
      closed = true;
      tabs.close();
      listeners.clear();
      globalThis.removeEventListener?.('pagehide', left);
      globalThis.removeEventListener?.('pageshow', returned);
      await (await opening).close();
    },
  };
}
