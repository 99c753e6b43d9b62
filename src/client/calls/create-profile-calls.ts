import type { ChangeResult } from '../../types/change-result.js';
import type { ShelfEvent } from '../../types/event.js';
import type { ProfileKind } from '../../types/health.js';
import type { InspectOptions } from '../../types/known.js';
import type { Note } from '../../types/note.js';
import type { CodesOptions, CodesResult, EncryptedExportResult, PassphraseOptions } from '../../types/results/copy-options.js';
import type { ExportResult, ProfileExport, ProfileSnapshot, Shelf } from '../../types/shelf.js';
import type { ConsentControl } from '../consent/consent-control.js';
import { type PauseParts, setPaused } from '../consent/set-paused.js';
import { CLOSED } from '../failures/closed.js';
import { type ForgetParts, forgetEvents } from './forget-events.js';
import { inspectProfile } from './inspect-profile.js';
import { modeOf } from './mode-of.js';

/** What profile calls use. */
interface ProfileCallParts extends ForgetParts, PauseParts {
  readonly storage: ForgetParts['storage'] & PauseParts['storage'];
  readonly tabs: ForgetParts['tabs'] & { tell(message: { readonly kind: 'pause'; readonly paused: boolean }): void };
  notify(others?: true): void;
  readonly profile: ProfileKind;
  /** What is set aside in this tab. */
  readonly aside?: { held(): readonly ShelfEvent[] } | undefined;
}

/** Creates the shopper's calls about the profile. Those that delete data load nothing: they must work if no file can be loaded. */
export function createProfileCalls(
  parts: ProfileCallParts,
  { erase }: Pick<ConsentControl, 'erase'>,
  {
    import: importProfile,
    edit,
    setAside,
    consentReceipt,
  }: Pick<Shelf['profile'], 'import' | 'edit' | 'setAside'> & { readonly consentReceipt: Shelf['consent']['receipt'] },
): Shelf['profile'] {
  const { consent, recorder, guard, tabs } = parts;

  /** Returns the snapshot, and why it is not complete. */
  const look = async (options?: InspectOptions): Promise<[ProfileSnapshot, Note | null]> => {
    let missing: Note | null = null;
    const known = await guard.run(
      'inspect',
      () => inspectProfile(parts, options),
      (why) => {
        missing = why;
        return { events: recorder.held(), bought: [], hidden: [], searches: [], retention: null };
      },
    );
    const { state } = consent;
    const { consent: given, paused, aside: from } = state;
    const aside = from && { aside: { from, events: parts.aside?.held() ?? [] } };
    const mode = modeOf(state, recorder);
    return [
      Object.freeze({ consent: given, profile: parts.profile, mode, paused, complete: missing === null, ...known, ...aside }),
      missing,
    ];
  };

  const pause = async (paused: boolean): Promise<ChangeResult> => {
    const result = setPaused(parts, paused);
    tabs.tell({ kind: 'pause', paused });
    return result;
  };

  const exportCopy = async (options?: PassphraseOptions | CodesOptions): Promise<ExportResult | EncryptedExportResult | CodesResult> => {
    const asked: object = Object(options);
    const isEncrypted = 'passphrase' in asked;
    const [wrong] = Object.keys(asked);
    // A handler of clicks may be given the event. A misspelled name must not give a copy that everybody can read.
    if (!isEncrypted && wrong !== undefined && Object.getPrototypeOf(asked) === Object.prototype)
      return { done: false, reason: 'unknown-name', message: `export() takes a passphrase, not ${wrong}.` };
    const [{ aside: _, ...known }, missing] = await look();
    if (missing !== null) return { done: false, reason: missing.code, message: missing.message };
    const receipt = await consentReceipt();
    const profile: ProfileExport = {
      format: 'onshelf-profile',
      version: 1,
      exported: new Date().toISOString(),
      consentReceipt: receipt,
      ...known,
    };
    if (!isEncrypted) return { done: true, profile };
    return guard.run<EncryptedExportResult | CodesResult>(
      'export',
      async () => (await import('../copies/encrypted-copy.js')).exportEncrypted(profile, options),
      ({ code: reason, message }) => ({ done: false, reason, message }),
    );
  };

  return {
    inspect: async (options) => (await look(options))[0],
    forget: async (what) => {
      const result = await forgetEvents(parts, what);
      parts.notify(true);
      return result;
    },
    edit,
    setAside,
    export: exportCopy as Shelf['profile']['export'],
    import: async (data, options) => {
      if (consent.state.closed) return CLOSED;
      const result = await importProfile(data, options);
      parts.notify(true);
      return result;
    },
    pause: () => pause(true),
    resume: () => pause(false),
    erase,
  };
}
