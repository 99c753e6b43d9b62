import { OnshelfError } from '../../core/onshelf-error.js';
import { withDeadline } from '../../core/time/deadline.js';
import type { InspectOptions, Known } from '../../types/known.js';
import type { Recorder } from '../../types/recorder.js';
import type { ConsentState } from '../consent/consent-state.js';
import { type SyncParts, syncEngine } from '../consent/sync-engine.js';
import type { ShelfStorage } from '../storage/shelf-storage.js';

/** What reading the profile uses. */
export interface ProfileParts extends SyncParts {
  /** Resolves when the engine was first sent the place of the log; undefined if consent was not granted. */
  readonly attached?: Promise<unknown> | undefined;
  readonly recorder: SyncParts['recorder'] & Pick<Recorder, 'flush'>;
  readonly storage: SyncParts['storage'] & Pick<ShelfStorage, 'opened'>;
}

/** Milliseconds that reading a log may take: as long as storage allows for one of its steps. */
const READ_DEADLINE = 15_000;

/** Resolves when the engine can read stored data of earlier visits and this one. The pack is not needed. */
export async function whenAttached(parts: ProfileParts): Promise<void> {
  await parts.attached;
  const { consent, report } = parts.consent.state;
  // Storage failed then, or another tab moved the log since.
  if (consent === 'granted' && (!report || parts.storage.opened?.moved())) await syncEngine(parts);
  await parts.recorder.flush();
}

/** Whether there may be stored data that the engine has not read. */
export function isUnread({ consent, report, unasked }: ConsentState): boolean | undefined {
  return unasked || (consent === 'granted' && !report);
}

/** The error for stored data that cannot be reached. */
export function unreachable(): OnshelfError {
  return new OnshelfError('storage-failed', 'Stored data cannot be reached now. Try again later.');
}

/**
 * Returns everything known about the shopper.
 *
 * @param parts of the page
 * @param options what to leave out
 * @throws OnshelfError if the engine fails, or cannot read stored data
 */
export async function inspectProfile(parts: ProfileParts, options?: InspectOptions): Promise<Known> {
  const ask = (): Promise<Known> => whenAttached(parts).then(() => parts.link.call('inspect', options ?? null));
  const askAgain = async (known: Known): Promise<Known> => (isUnread(parts.consent.state) ? ask() : known);
  // Consent may have been granted while the engine answered: then it has read the log by the second time.
  const known = await withDeadline(ask().then(askAgain), READ_DEADLINE);
  if (isUnread(parts.consent.state)) throw unreachable();
  return known;
}
