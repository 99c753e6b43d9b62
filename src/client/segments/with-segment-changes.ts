import { codeOf, messageOf } from '../../core/onshelf-error.js';
import { warnOnce } from '../../core/text/warn-once.js';
import type { PlainShelf, Shelf } from '../../types/shelf.js';

/**
 * Adds `onSegmentChange()` to a shelf. Its code is loaded with the first call.
 *
 * @param shelf of whoever is at the device
 */
export function withSegmentChanges(shelf: PlainShelf): Shelf {
  const onSegmentChange: Shelf['onSegmentChange'] = (...given) => {
    const ending = new AbortController();
    import('./follow-segments.js').then(
      ({ followSegments }) => followSegments(shelf, ending.signal, ...given),
      (error) => warnOnce('onSegmentChange', codeOf(error), `onSegmentChange: ${messageOf(error)}`),
    );
    return () => ending.abort();
  };
  return { ...shelf, onSegmentChange };
}
