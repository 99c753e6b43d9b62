import { writeConsent } from '../store/consent-record.js';
import { eraseDatabase } from '../store/erase-database.js';
import type { Consent } from '../types/consent.js';
import { type ShelfParts, syncEngine } from './shelf-parts.js';

/** Changes of consent, from the shop or from another tab. */
export interface ConsentControl {
  /** Applies a consent given here, and tells the other tabs. */
  set(consent: Consent): Promise<void>;
  /** Applies a consent that another tab was given. */
  follow(consent: Consent): Promise<void>;
  /** Forgets what is held and stored, here and in the other tabs; consent is unknown again. */
  erase(): Promise<void>;
  /** Follows an erasure in another tab. */
  followErasure(): Promise<void>;
}

/** Makes the control of one shelf. */
export function createConsentControl(parts: ShelfParts): ConsentControl {
  const { storage, recorder, tabs, guard } = parts;

  const apply = async (consent: Consent): Promise<void> => {
    parts.consent = consent;
    if (consent === 'granted') {
      await guard.run(
        'storage',
        async () => writeConsent(await storage.open()),
        () => {},
      );
    }
    await recorder.follow(consent);
    await recorder.flush();
    await syncEngine(parts);
    if (consent !== 'granted') storage.close();
    parts.notify();
  };
  // Every tab erases, not only the first: one that had a write on its way may have made the database anew.
  const eraseStored = (): Promise<void> =>
    guard.run(
      'erasing',
      () => eraseDatabase(parts.name),
      () => {},
    );
  const follow = async (consent: Consent): Promise<void> => {
    await apply(consent);
    if (consent === 'denied') await eraseStored();
  };
  const followErasure = async (): Promise<void> => {
    recorder.discard();
    await apply('unknown');
    await eraseStored();
  };

  return {
    follow,
    followErasure,
    set: async (consent) => {
      tabs.tell({ kind: 'consent', state: consent });
      await follow(consent);
    },
    erase: async () => {
      tabs.tell({ kind: 'erased' });
      await followErasure();
    },
  };
}
