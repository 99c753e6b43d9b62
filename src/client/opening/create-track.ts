import type { Recorder } from '../../types/recorder.js';
import type { TrackResult } from '../../types/results/track-result.js';
import type { Shelf } from '../../types/shelf.js';
import type { ConsentStore } from '../consent/consent-state.js';
import type { Guard } from '../failures/guard.js';

/** The parts of a shelf that record. */
interface RecordingParts {
  readonly guard: Pick<Guard, 'run'>;
  readonly consent: Pick<ConsentStore, 'state'>;
  readonly recorder: Pick<Recorder, 'track'>;
}

/**
 * Makes `shelf.track()`. The page has to be able to call it without a thought: it never throws or rejects.
 *
 * @param parts of the shelf
 */
export function createTrack({ guard, consent, recorder }: RecordingParts): Shelf['track'] {
  return (...given) =>
    guard.run<TrackResult>(
      'track',
      async () => (consent.state.paused ? { kept: 'no', reason: 'paused' } : recorder.track(...given)),
      ({ message }) => ({ kept: 'no', reason: message }),
    );
}
