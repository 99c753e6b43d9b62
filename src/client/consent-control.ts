import type { Consent } from '../types/consent.js';
import { noteWitness } from './log-witness.js';
import { recallPause } from './set-paused.js';
import { type ShelfParts, syncEngine } from './shelf-parts.js';

/** Changes of consent, from the shop or from another tab. */
export interface ConsentControl {
  /** Applies a consent given here, and tells the other tabs. */
  set(consent: Consent): Promise<void>;
  /**
   * Applies a consent that another tab was given. What was said here since stands: of an earlier refusal only what is held from
   * before it is dropped.
   *
   * @param at when, milliseconds since 1970
   */
  hear(consent: Consent, at: number): Promise<void>;
  /**
   * Applies a consent that is found in storage.
   *
   * @param at when, milliseconds since 1970: what was granted and stored after a refusal stays
   */
  follow(consent: Consent, at: number): Promise<void>;
  /** The database was emptied by somebody else, and the consent in it: what is held in memory stays there. */
  lose(): Promise<void>;
  /** Forgets what is held and stored, here and in the other tabs; consent is unknown again. */
  erase(): Promise<void>;
}

/**
 * Makes the control of one shelf.
 *
 * Taking consent back works at once, before anything is awaited; granting it waits for its turn. So whatever calls
 * overlap, nothing is stored after a refusal. Whatever takes consent back also erases: without consent there is no ground
 * to keep what was stored under it.
 */
export function createConsentControl(parts: ShelfParts): ConsentControl {
  const { storage, recorder, tabs, guard } = parts;
  let turn: Promise<unknown> = Promise.resolve();
  /** Counts refusals. A grant that one followed is void, whatever was agreed to after it: that has a turn of its own. */
  let refusals = 0;
  /** When the latest wish was said, milliseconds since 1970: each is later than those this tab knew of. */
  let said = 0;

  const inTurn = (step: () => Promise<void>): Promise<void> => {
    const mine = turn.then(step);
    turn = mine.catch(() => {});
    return mine;
  };

  const grant = (at: number): Promise<void> => {
    const before = refusals;
    return inTurn(async () => {
      if (refusals !== before) return;
      await guard.run(
        'storage',
        () => storage.grant(at),
        () => {},
      );
      // A refusal in the meantime has its own turn after this one, and erases what was written here.
      if (refusals !== before) return;
      parts.consent = 'granted';
      recallPause(parts);
      await recorder.storeHeld();
      await syncEngine(parts);
      parts.notify();
    });
  };

  const clear = async (until: number): Promise<void> => {
    await recorder.flush();
    await syncEngine(parts);
    // At once, over the connection that is open: without the key and the record of consent the rest is nothing to anybody.
    if ((storage.since ?? until) <= until)
      await storage.connection
        .openNow()
        ?.database.clear('meta')
        .catch(() => {});
    storage.revoke();
    storage.report = null;
    await guard.run(
      'erasing',
      async () => (await import('../store/erase-storage.js')).eraseStorage(parts.name, until),
      () => {},
    );
    parts.notify();
  };

  const takeBack = (consent: 'unknown' | 'denied', until: number): Promise<void> => {
    refusals++;
    parts.consent = consent;
    storage.lostLog = null;
    recorder.restrict(consent, true);
    return inTurn(() => clear(until));
  };

  const lose = (): Promise<void> => {
    noteWitness(parts);
    const until = storage.since ?? 0;
    refusals++;
    parts.consent = 'unknown';
    recorder.restrict('unknown', false);
    storage.gone += storage.notebook.read()?.events ?? 0;
    return inTurn(async () => {
      if (parts.consent === 'unknown') await clear(until);
    });
  };

  const follow = (consent: Consent, at: number): Promise<void> => {
    if (consent !== 'granted') return takeBack(consent, at);
    // Until the grant's turn comes, events are held: they were tracked under it.
    if (parts.consent === 'denied') {
      parts.consent = 'unknown';
      recorder.restrict('unknown', false);
    }
    return grant(at);
  };

  const hear = async (consent: Consent, at: number): Promise<void> => {
    // Of what two tabs say in the same millisecond, all follow the stricter.
    if (at < said || (at === said && (consent === 'granted' || parts.consent === 'denied'))) {
      if (consent !== 'granted') recorder.drop(({ time }) => time <= at);
      return;
    }
    // An erasure is one also where nothing was stored: what is held in memory goes too.
    if (consent === parts.consent && consent !== 'unknown') return;
    said = at;
    await follow(consent, at);
  };

  const set = (consent: Consent): Promise<void> => {
    const { since } = storage;
    const refuses = consent !== 'granted';
    // A clock that was set back makes nothing older than what was said or heard before, and no refusal older than what it takes back.
    said = Math.max(Date.now(), said + 1, (refuses && since) || 0);
    tabs.tell({ kind: 'consent', state: consent, at: said });
    // The log in use goes in any case; where none is, all that lies there.
    return follow(consent, refuses && since === undefined ? Number.POSITIVE_INFINITY : said);
  };
  return { hear, follow, set, lose, erase: () => set('unknown') };
}
