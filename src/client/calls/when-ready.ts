import { OnshelfError } from '../../core/onshelf-error.js';
import { within } from '../../core/time/deadline.js';
import type { Recorder } from '../../types/recorder.js';
import type { CallOptions } from '../../types/shelf.js';
import { untilAborted } from '../../worker/link.js';
import type { ConsentStore } from '../consent/consent-state.js';

/** What `whenReady` uses. */
export interface ReadyParts {
  readonly consent: Pick<ConsentStore, 'state'>;
  readonly recorder: Pick<Recorder, 'flush'>;
}

const FLUSH_DEADLINE = 1000;

/**
 * Resolves when everything tracked so far can be read by the engine. It does not wait for the pack: the engine does.
 *
 * @param options of the call
 * @returns the signal in them
 * @throws OnshelfError `cancelled` as soon as the signal fires; `closed`
 */
export async function whenReady(
  { recorder, consent }: ReadyParts,
  options: CallOptions | null | undefined,
): Promise<AbortSignal | undefined> {
  if (consent.state.closed) throw new OnshelfError('closed', 'The shelf was closed.');
  const signal = options?.signal;
  // If storage is stuck, the list goes without the events on their way there.
  await untilAborted(within(recorder.flush(), FLUSH_DEADLINE), signal);
  return signal;
}
