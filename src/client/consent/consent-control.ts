import { untilOn } from '../../core/page/off-page.js';
import { isSomethingStored, liftRefusal, noteRefusal, readRefusal, refusalKey } from '../../core/page/refusal-note.js';
import { whoActs } from '../../core/page/who-acts.js';
import { warnOnce } from '../../core/text/warn-once.js';
import { within } from '../../core/time/deadline.js';
import type { ChangeResult } from '../../types/change-result.js';
import type { Consent } from '../../types/consent.js';
import type { Note } from '../../types/note.js';
import type { ConsentOptions } from '../../types/privacy/consent-calls.js';
import type { Recorder } from '../../types/recorder.js';
import type { ShelfOptions } from '../../types/shelf.js';
import { attempt, CHANGE_DEADLINE } from '../failures/attempt.js';
import { CLOSED } from '../failures/closed.js';
import type { ShelfStorage } from '../storage/shelf-storage.js';
import { CONSENTS, type ConsentStore, isOutdated, OVERRULED } from './consent-state.js';
import { closeAndErase, type ErasureParts, eraseUntil } from './erase-until.js';
import type { Decision } from './keep-receipt.js';
import { type PauseParts, recallPause } from './set-paused.js';
import { CONTROLLED, consentDoubt, type EarlierConsent, heedsControl } from './stored-doubt.js';
import { syncEngine } from './sync-engine.js';

/** Changes of consent, from the page or from another tab. None of them rejects. */
export interface ConsentControl {
  /** Applies a decision that was made here, and sends it to the other tabs. */
  set(consent: Consent, options?: ConsentOptions): Promise<ChangeResult>;
  /**
   * Applies a decision of another tab. A later decision of this tab still applies: then only held events from before an earlier
   * refusal are dropped.
   *
   * @param at time of the decision, milliseconds since 1970
   * @param given what is known of a consent: one that would not count if it was given on an earlier page does not count either
   */
  hear(consent: Consent, at: number, given?: EarlierConsent | null): Promise<unknown>;
  /**
   * Applies a consent that was found in storage.
   *
   * @param at its time, milliseconds since 1970: data that was granted and stored after a refusal stays
   */
  follow(consent: Consent, at: number): Promise<ChangeResult>;
  /** Applies the noted refusal, unless it is applied already. */
  heed(): Promise<unknown>;
  /** Carries out a refusal that an earlier page left unfinished. */
  finish(): Promise<unknown>;
  /** The database, and the record of consent in it, was emptied from outside: held events stay in memory. */
  lose(): Promise<unknown>;
  /** Deletes all held and stored data, here and in the other tabs; consent is unknown again. */
  erase(): Promise<ChangeResult>;
  /** Stops listening. From now on consent can only be taken back. */
  close(): void;
}

/** What the consent control uses. */
interface ControlParts extends ErasureParts, PauseParts {
  readonly consent: ConsentStore;
  readonly options: Partial<ShelfOptions>;
  /** Whether nothing may be done on the page now. */
  readonly isOff: () => boolean;
  /** What is set aside in this tab. */
  readonly aside?: { recall(): void } | undefined;
  readonly storage: ErasureParts['storage'] & PauseParts['storage'] & Pick<ShelfStorage, 'grant' | 'grantedAt'>;
  readonly recorder: ErasureParts['recorder'] & Pick<Recorder, 'restrict' | 'storeHeld' | 'drop'>;
  /** Keeps the receipt of a decision that was carried out. Without it, none is kept. */
  readonly decided?: (made: Decision) => Promise<unknown>;
  readonly tabs: { tell(message: { readonly kind: 'consent'; readonly state: Consent; readonly at: number } & EarlierConsent): void };
}

/** Milliseconds that storage may take to store a consent. */
const GRANT_DEADLINE = 10_000;
const VOID: ChangeResult = { done: false, reason: 'cancelled', message: 'Consent was taken back.' };

/**
 * Creates the consent control of one shelf.
 *
 * Withdrawn consent is noted before anything is awaited, and applies from then on; a grant waits for its turn. So nothing is stored
 * after a refusal, however calls overlap. Withdrawing consent also erases: without consent there is no legal ground to keep the data.
 */
export function createConsentControl(parts: ControlParts): ConsentControl {
  const { name, storage, recorder, tabs, guard, consent: store } = parts;
  const { dispatch } = store;
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    // A step that is stuck delays the next one, up to a timeout.
    const mine = within(turn, GRANT_DEADLINE).then(step);
    // Whoever asked for the step learns that it failed.
    turn = mine.catch(() => {});
    return mine;
  };

  const grant = (at: number): Promise<ChangeResult> => {
    const { refusals } = store.state;
    const isVoid = (): boolean => store.state.refusals !== refusals;
    return inTurn(async () => {
      const refusal = readRefusal(name);
      // Another tab may have taken it back since, and is about to say so.
      if (isVoid() || (refusal !== null && refusal.at >= at)) return VOID;
      // A grant is for what comes: data from before an earlier refusal is erased.
      if (refusal !== null && storage.since === undefined) await eraseUntil(parts, refusal.at);
      if (isVoid()) return VOID;
      const stored = await attempt(guard, 'storage', () => storage.grant(at), 'Events stay in memory.', GRANT_DEADLINE);
      // A refusal in the meantime has its own turn after this one, and erases what was written here.
      if (isVoid()) return VOID;
      dispatch({ kind: 'apply', consent: 'granted' });
      recallPause(parts);
      parts.aside?.recall();
      await within(recorder.storeHeld(), CHANGE_DEADLINE);
      await within(syncEngine(parts), CHANGE_DEADLINE);
      parts.notify();
      return stored;
    });
  };

  const takeBack = (consent: 'unknown' | 'denied', until: number): Promise<ChangeResult> => {
    dispatch({ kind: 'refuse', consent, lostLog: null });
    recorder.restrict(consent, true);
    // The engine drops the data at once, without waiting for a turn.
    void syncEngine(parts);
    return inTurn(() => closeAndErase(parts, until));
  };

  const lose = (): Promise<unknown> => {
    noteLength(parts);
    const until = storage.since ?? 0;
    dispatch({ kind: 'refuse', consent: 'unknown', gone: store.state.gone + (storage.notebook.read()?.events ?? 0) });
    recorder.restrict('unknown', false);
    return inTurn(async () => store.state.consent === 'unknown' && closeAndErase(parts, until));
  };

  const follow = (consent: Consent, at: number): Promise<ChangeResult> => {
    if (consent !== 'granted') return takeBack(consent, at);
    if (store.state.consent === 'denied') {
      dispatch({ kind: 'apply', consent: 'unknown' });
      recorder.restrict('unknown', false);
    }
    return grant(at);
  };

  const hear = async (consent: Consent, at: number, given?: EarlierConsent | null): Promise<unknown> => {
    // A refusal applies at once; what a grant opens waits.
    if (consent === 'granted') await untilOn(parts.isOff);
    const { state } = store;
    if (state.closed) return;
    if (isOutdated(state, consent, at)) {
      if (consent !== 'granted') recorder.drop(({ time }) => time <= at);
      return;
    }
    // `unknown` erases also if nothing is stored: held events are dropped. The same decision may be heard twice.
    if (consent === state.consent && (consent !== 'unknown' || at === state.decidedAt)) return;
    const doubt = consent === 'granted' ? consentDoubt(parts.options, given) : null;
    if (doubt !== null) {
      warnOnce('stored consent', doubt.code, doubt.message);
      return dispatch({ kind: 'find', doubt });
    }
    dispatch({ kind: 'decide', decidedAt: at });
    return follow(consent, at);
  };

  const set = async (consent: Consent, options?: ConsentOptions): Promise<ChangeResult> => {
    if (!CONSENTS.includes(consent)) return { done: false, reason: 'bad-argument', message: `Consent is one of ${CONSENTS.join(', ')}.` };
    const refuses = consent !== 'granted';
    const { closed, decidedAt } = store.state;
    if (closed && !refuses) return CLOSED;
    const by = options?.by ?? whoActs();
    if (!refuses && by !== 'shopper' && heedsControl(parts.options)) return overruleGrant(store, CONTROLLED);
    const { since } = storage;
    const refusal = readRefusal(name);
    // A clock that was set back makes no decision older than the one it follows.
    const at = Math.max(Date.now(), decidedAt + 1, refuses ? (since ?? 0) : (refusal?.at ?? 0) + 1);
    dispatch({ kind: 'decide', decidedAt: at });
    if (refuses) {
      const word = consent === 'denied' && by === 'shopper' ? 'denied' : 'erased';
      // If nothing was ever stored, a refusal is not noted, unless it is the shopper's own.
      if (since !== undefined || refusal !== null || isSomethingStored(name) || (word === 'denied' && options?.by === 'shopper'))
        noteRefusal(name, { word, at });
    } else if (refusal?.word === 'denied') {
      if (by !== 'shopper') return overruleGrant(store);
      liftRefusal(name, refusal);
    }
    const policy = refuses ? undefined : (options?.policy ?? parts.options.policy);
    tabs.tell({
      kind: 'consent',
      state: consent,
      at,
      ...(!refuses && { by }),
      ...(policy && { policy: { version: `${policy.version}` } }),
    });
    // The log in use is erased in any case; without one, all that is stored.
    const result = await follow(consent, refuses && since === undefined ? Number.POSITIVE_INFINITY : at);
    // Consent and refusal hold without a receipt, and a refusal waits for no file; storage reports one that cannot be loaded.
    const kept = parts.decided?.({ state: consent, at, by, policy: options?.policy }).catch(() => {});
    if (!refuses) await kept;
    return result;
  };

  const heed = async (): Promise<unknown> => {
    const refusal = readRefusal(name);
    if (refusal === null || refusal.at < (storage.since ?? storage.grantedAt ?? 0)) return;
    return hear(refusal.word === 'denied' ? 'denied' : 'unknown', refusal.at);
  };

  /** Another tab notes a refusal before it sends it, and may be gone before it does. */
  const noticed = (event: StorageEvent): void => {
    if (event.key === refusalKey(name) && event.newValue !== null) void heed();
  };
  globalThis.addEventListener?.('storage', noticed);

  return {
    hear,
    follow,
    set,
    heed,
    lose,
    finish: async () => {
      const refusal = readRefusal(name);
      if (refusal === null) return;
      return inTurn(() => (store.state.consent === 'granted' ? eraseUntil : closeAndErase)(parts, refusal.at));
    },
    erase: () => set('unknown'),
    close: () => {
      dispatch({ kind: 'close', closed: true });
      globalThis.removeEventListener?.('storage', noticed);
    },
  };
}

/** Notes outside the database how many events are in it. */
export function noteLength({ consent: { state }, storage, recorder }: Pick<ControlParts, 'consent' | 'storage' | 'recorder'>): void {
  if (state.consent === 'granted') storage.opened?.noteLength(state, recorder.counts().storedEvents);
}

/** The page reports `granted`, but the shopper's own refusal applies, or their browser's. */
export function overruleGrant({ dispatch }: Pick<ConsentStore, 'dispatch'>, why: Note = OVERRULED): ChangeResult {
  const { code, message } = why;
  dispatch({ kind: 'report', notes: [why] });
  warnOnce('consent', code, message);
  return { done: false, reason: code, message };
}
