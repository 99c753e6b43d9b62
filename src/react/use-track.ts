import type { EventName, EventParameters } from '../types/event.js';
import type { TrackResult } from '../types/results/track-result.js';
import { useShelfStore } from './onshelf-provider.js';

/**
 * Returns a function that records events like `shelf.track()`. Events before the shelf is open are recorded when it opens.
 *
 * @returns the same function for the same shelf; never throws, never rejects
 * @example
 * const track = useTrack();
 * useEffect(() => void track('view_item', { items: [{ item_id: id }] }), [track, id]);
 */
export function useTrack(): (name: EventName, parameters?: EventParameters) => Promise<TrackResult> {
  return useShelfStore().track;
}
