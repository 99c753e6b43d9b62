import { isSomethingStored, liftRefusal, noteRefusal, readRefusal, refusalKey, settleRefusal } from '../../core/page/refusal-note.js';
import { warnOnce } from '../../core/text/warn-once.js';
import { within } from '../../core/time/deadline.js';
import { eraseStorage } from '../../store/erase-storage.js';
import type { ChangeResult } from '../../types/change-result.js';
import type { Consent } from '../../types/consent.js';
import type { ConsentOptions } from '../../types/shelf.js';
import { attempt, CHANGE_DEADLINE, CLOSED } from '../failures/attempt.js';
import { noteWitness } from '../storage/log-witness.js';
import { type ShelfParts, syncEngine } from '../storage/shelf-parts.js';
import { recallPause } from './set-paused.js';

/** Changes of consent, from the shop or from another tab. None of them rejects. */
export interface ConsentControl {
  /** Applies a consent given here, and tells the other tabs. */
  set(consent: Consent, options?: ConsentOptions): Promise<ChangeResult>;
  /**
   * Applies a consent that another tab was given. What was said here since stands: of an earlier refusal only what is held from
   * before it is dropped.
   *
   * @param at when, milliseconds since 1970
   */
  hear(consent: Consent, at: number): Promise<unknown>;
  /**
   * Applies a consent that is found in storage.
   *
   * @param at when, milliseconds since 1970: what was granted and stored after a refusal stays
   */
  follow(consent: Consent, at: number): Promise<ChangeResult>;
  /** Does what the note of a refusal says, if it says something that is not done here. */
  heed(): Promise<unknown>;
  /** Carries out a refusal that an earlier page had no time for. */
  finish(): Promise<unknown>;
  /** The database was emptied by somebody else, and the consent in it: what is held in memory stays there. */
  lose(): Promise<unknown>;
  /** Forgets what is held and stored, here and in the other tabs; consent is unknown again. */
  erase(): Promise<ChangeResult>;
}

/** Every state of consent. */
export const CONSENTS: readonly Consent[] = ['unknown', 'granted', 'denied'];

/** Milliseconds that each step of an erasure may take: the next one does not depend on it. */
const STEP_DEADLINE = 3000;
/** Milliseconds that storage may take to take a consent. */
const GRANT_DEADLINE = 10_000;
const NOT_NOTED = 'Close the other tabs of this shop and try again.';
const NOT_DELETED = `It is not read any more, and the next page deletes it. ${NOT_NOTED}`;

/**
 * Makes the control of one shelf.
 *
 * Taking consent back is noted before anything is awaited, and holds from then on; granting it waits for its turn. So whatever calls
 * overlap, nothing is stored after a refusal. Whatever takes consent back also erases: without consent there is no ground
 * to keep what was stored under it.
 */
export function createConsentControl(parts: ShelfParts): ConsentControl {
  const { name, storage, recorder, tabs, guard } = parts;
  let turn: Promise<unknown> = Promise.resolve();
  /** Counts refusals. A grant that one followed is void, whatever was agreed to after it: that has a turn of its own. */
  let refusals = 0;
  /** When the latest wish was said, milliseconds since 1970: each is later than those this tab knew of. */
  let said = 0;

  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    // Whoever has the turn may be stuck; nobody waits for them for ever.
    const mine = within(turn, GRANT_DEADLINE).then(step);
    turn = mine.catch(() => {});
    return mine;
  };

  const eraseUntil = async (until: number): Promise<ChangeResult> => {
    const erase = async (): Promise<undefined> => {
      await eraseStorage(name, until);
      settleRefusal(name, until);
    };
    // What is not noted is not finished by anybody else.
    const otherwise = readRefusal(name) === null ? NOT_NOTED : NOT_DELETED;
    const erased = await attempt(guard, 'erasing', erase, otherwise, 2 * GRANT_DEADLINE);
    parts.unfinished = erased.done ? null : { code: 'unfinished', message: `${erased.message}` };
    return erased;
  };

  const grant = (at: number): Promise<ChangeResult> => {
    const before = refusals;
    const voided: ChangeResult = { done: false, reason: 'cancelled', message: 'Consent was taken back meanwhile.' };
    return inTurn(async () => {
      if (refusals !== before) return voided;
      const refusal = readRefusal(name);
      // What was refused once is not agreed to by agreeing to what comes.
      if (refusal !== null && refusal.at < at && storage.since === undefined) await eraseUntil(refusal.at);
      if (refusals !== before) return voided;
      const store = (): Promise<undefined> => storage.grant(at).then(() => undefined);
      const stored = await attempt(guard, 'storage', store, 'Events stay in memory.', GRANT_DEADLINE);
      // A refusal in the meantime has its own turn after this one, and erases what was written here.
      if (refusals !== before) return voided;
      parts.consent = 'granted';
      recallPause(parts);
      await within(recorder.storeHeld(), CHANGE_DEADLINE);
      await within(syncEngine(parts), CHANGE_DEADLINE);
      parts.notify();
      return stored;
    });
  };

  const clear = async (until: number): Promise<ChangeResult> => {
    await Promise.all([
      within(recorder.flush(), STEP_DEADLINE),
      within(syncEngine(parts), STEP_DEADLINE),
      // Over the connection that is open: without the key and the record of consent the rest is nothing to anybody.
      (storage.since ?? until) <= until && within(storage.connection.current?.database.clear('meta'), STEP_DEADLINE),
    ]);
    storage.revoke();
    storage.report = null;
    const erased = await eraseUntil(until);
    parts.notify();
    return erased;
  };

  const takeBack = (consent: 'unknown' | 'denied', until: number): Promise<ChangeResult> => {
    refusals++;
    parts.consent = consent;
    storage.lostLog = null;
    recorder.restrict(consent, true);
    // The engine lets go at once, whoever has the turn.
    void syncEngine(parts);
    return inTurn(() => clear(until));
  };

  const lose = (): Promise<unknown> => {
    noteWitness(parts);
    const until = storage.since ?? 0;
    refusals++;
    parts.consent = 'unknown';
    recorder.restrict('unknown', false);
    storage.gone += storage.notebook.read()?.events ?? 0;
    return inTurn(async () => parts.consent === 'unknown' && clear(until));
  };

  const follow = (consent: Consent, at: number): Promise<ChangeResult> => {
    if (consent !== 'granted') return takeBack(consent, at);
    // Until the grant's turn comes, events are held: they were tracked under it.
    if (parts.consent === 'denied') {
      parts.consent = 'unknown';
      recorder.restrict('unknown', false);
    }
    return grant(at);
  };

  const hear = async (consent: Consent, at: number): Promise<unknown> => {
    if (parts.closed) return;
    // Of what two tabs say in the same millisecond, all follow the stricter.
    if (at < said || (at === said && (consent === 'granted' || parts.consent === 'denied'))) {
      if (consent !== 'granted') recorder.drop(({ time }) => time <= at);
      return;
    }
    // An erasure is one also where nothing was stored: what is held in memory goes too.
    if (consent === parts.consent && consent !== 'unknown') return;
    said = at;
    return follow(consent, at);
  };

  const set = async (consent: Consent, options?: ConsentOptions): Promise<ChangeResult> => {
    if (!CONSENTS.includes(consent)) return { done: false, reason: 'bad-argument', message: `Consent is one of ${CONSENTS.join(', ')}.` };
    const refuses = consent !== 'granted';
    if (parts.closed && !refuses) return CLOSED;
    const by = options?.by ?? whoActs();
    const { since } = storage;
    const refusal = readRefusal(name);
    // A clock that was set back makes nothing older than what was said or heard before, and no refusal older than what it takes back.
    said = Math.max(Date.now(), said + 1, refuses ? (since ?? 0) : (refusal?.at ?? 0) + 1);
    if (refuses) {
      const word = consent === 'denied' && by === 'shopper' ? 'denied' : 'erased';
      // Where nothing was ever stored, a refusal leaves no trace, unless the shopper has to be remembered by it.
      if (since !== undefined || refusal !== null || isSomethingStored(name) || (word === 'denied' && options?.by === 'shopper'))
        noteRefusal(name, { word, at: said });
    } else if (refusal?.word === 'denied') {
      if (by !== 'shopper') return refusedByShopper(parts);
      liftRefusal(name);
    }
    tabs.tell({ kind: 'consent', state: consent, at: said });
    // The log in use goes in any case; where none is, all that lies there.
    return follow(consent, refuses && since === undefined ? Number.POSITIVE_INFINITY : said);
  };

  const heed = async (): Promise<unknown> => {
    const refusal = readRefusal(name);
    if (refusal === null || refusal.at < (storage.since ?? storage.grantedAt ?? 0)) return;
    return hear(refusal.word === 'denied' ? 'denied' : 'unknown', refusal.at);
  };

  /** Other tabs note a refusal before they tell of it, and may have no time to tell. */
  const noticed = (event: StorageEvent): void => {
    if (event.key === refusalKey(name) && event.newValue !== null) void heed();
  };
  globalThis.addEventListener?.('storage', noticed);
  parts.closing.push(() => globalThis.removeEventListener?.('storage', noticed));

  return {
    hear,
    follow,
    set,
    heed,
    lose,
    finish: async () => {
      const refusal = readRefusal(name);
      if (refusal === null) return;
      return inTurn(() => (parts.consent === 'granted' ? eraseUntil(refusal.at) : clear(refusal.at)));
    },
    erase: () => set('unknown'),
  };
}

/** The page says that consent is granted, and the shopper said that it is not. */
export function refusedByShopper(parts: Pick<ShelfParts, 'notes'>): ChangeResult {
  const message = 'The shopper refused; only an act of theirs undoes it: consent.set("granted", { by: "shopper" }).';
  if (!parts.notes.some(({ code }) => code === 'refused-by-shopper')) parts.notes.push({ code: 'refused-by-shopper', message });
  warnOnce('consent', 'refused-by-shopper', message);
  return { done: false, reason: 'refused-by-shopper', message };
}

/** A page that nobody has touched yet speaks for itself. Where the browser cannot tell, it is the shopper's word. */
function whoActs(): 'shopper' | 'page' {
  return globalThis.navigator?.userActivation?.hasBeenActive === false ? 'page' : 'shopper';
}
