import type { Recorder } from '../../types/recorder.js';
import type { TrackResult } from '../../types/results/track-result.js';
import type { Shelf } from '../../types/shelf.js';
import type { Guard } from '../failures/guard.js';

/**
 * Makes the calls of a shelf that record. A page has to be able to call them without a thought: they never throw or reject.
 *
 * @param guard of the shelf
 * @param recorder of the shelf
 */
export function createTrack(guard: Pick<Guard, 'run'>, recorder: Pick<Recorder, 'track'>): Pick<Shelf, 'track' | 'feedback'> {
  const track: Shelf['track'] = (...given) =>
    guard.run<TrackResult>(
      'track',
      () => recorder.track(...given),
      ({ message }) => ({ kept: 'no', reason: message }),
    );
  return { track, feedback: (itemId, kind) => track('feedback', { items: [{ item_id: itemId }], kind }) };
}
