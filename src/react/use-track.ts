import type { EventName, EventParameters } from '../types/event.js';
import type { TrackResult } from '../types/track-result.js';
import { useShelfStore } from './onshelf-provider.js';

/**
 * Records events, as `shelf.track()` does. What is recorded while the shelf is still being opened is recorded when it is there.
 *
 * @returns the same function as long as the provider's shelf is the same; never throws, never rejects
 * @example
 * const track = useTrack();
 * useEffect(() => void track('view_item', { items: [{ item_id: id }] }), [track, id]);
 */
export function useTrack(): (name: EventName, parameters?: EventParameters) => Promise<TrackResult> {
  return useShelfStore().track;
}
