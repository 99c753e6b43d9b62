import type { Recorder } from '../record/recorder.js';
import type { Consent } from '../types/consent.js';
import type { Link } from '../worker/link.js';
import type { Guard } from './guard.js';
import type { ShelfStorage } from './shelf-storage.js';
import type { Tabs } from './tabs.js';

/** What the parts of one shelf share. */
export interface ShelfParts {
  /** Name of the database. */
  readonly name: string;
  readonly storage: ShelfStorage;
  readonly recorder: Recorder;
  readonly link: Link;
  readonly tabs: Tabs;
  readonly guard: Guard;
  /** Resolves when the engine has the pack, or has failed to get it. */
  readonly opening: Promise<unknown>;
  /** Changed by the consent control only. */
  consent: Consent;
  /** Tells the page that something changed. */
  notify(): void;
}

/** The database the engine may read under a consent. */
export function databaseFor(parts: Pick<ShelfParts, 'name'>, consent: Consent): string | null {
  return consent === 'granted' ? parts.name : null;
}

/** Brings the engine in line with what is stored and held now. */
export function syncEngine(parts: ShelfParts): Promise<void> {
  return parts.guard.run(
    'the engine',
    async () => {
      await parts.link.call('attach', { database: databaseFor(parts, parts.consent) });
      await parts.link.call('hold', { events: parts.recorder.held() });
    },
    () => {},
  );
}
