import type { Consent } from '../../types/consent.js';
import type { Note } from '../../types/note.js';
import type { Recorder } from '../../types/recorder.js';
import type { Link } from '../../worker/link.js';
import type { Guard } from '../failures/guard.js';
import type { Tabs } from '../tabs/tabs.js';
import type { ShelfStorage } from './shelf-storage.js';

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
  /** Resolves when the engine has been told where the log lies, or that there is none. */
  attached?: Promise<unknown>;
  /** Changed by the consent control only. */
  consent: Consent;
  /** Is nothing recorded, and nothing known to lists, until the shopper says otherwise? */
  paused: boolean;
  /** Was `close()` called? */
  closed: boolean;
  /** What the page's part was told and did not follow, for `health()`. */
  readonly notes: Note[];
  /** What was taken away and is not deleted yet. Changed by the consent control only. */
  unfinished: Note | null;
  /** What is taken down when the shelf is closed. */
  readonly closing: (() => void)[];
  /** Tells the page that something changed, and, where they have to read it anew, the other tabs. */
  notify(others?: boolean): void;
}

/** Brings the engine in line with what is stored and held now. */
export function syncEngine(parts: ShelfParts): Promise<void> {
  const { guard, link, recorder, storage } = parts;
  return guard.run(
    'the engine',
    async () => {
      // Storage that does not open is reported by itself; the engine does without.
      const input = parts.consent === 'granted' ? await storage.input().catch(() => null) : null;
      await link.call('hold', { events: recorder.held() });
      // Taken back while storage was being opened.
      storage.report = await link.call('attach', { storage: parts.consent === 'granted' ? input : null });
      // What this page had stored by then is in it already.
      storage.earlier = (storage.report?.events ?? 0) - recorder.counts().storedEvents;
    },
    () => {},
  );
}
