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

  const follow = async (consent: Consent): Promise<void> => {
    parts.consent = consent;
    if (consent === 'granted') {
      await guard.run(
        'storage',
        async () => writeConsent(await storage.open()),
        () => {},
      );
    } else {
      await recorder.flush();
    }
    await recorder.follow(consent);
    await syncEngine(parts);
    if (consent !== 'granted') storage.close();
    parts.notify();
  };
  const eraseStored = (): Promise<void> =>
    guard.run(
      'erasing',
      () => eraseDatabase(parts.name),
      () => {},
    );
  const followErasure = async (): Promise<void> => {
    recorder.drop(() => true);
    await follow('unknown');
  };

  return {
    follow,
    followErasure,
    set: async (consent) => {
      await follow(consent);
      tabs.tell({ kind: 'consent', state: consent });
      if (consent === 'denied') await eraseStored();
    },
    erase: async () => {
      await followErasure();
      tabs.tell({ kind: 'erased' });
      await eraseStored();
    },
  };
}
