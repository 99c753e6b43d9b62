import { codeOf, messageOf } from '../../core/onshelf-error.js';
import { untilOn } from '../../core/page/off-page.js';
import { warnOnce } from '../../core/text/warn-once.js';
import type { PlainShelf, Shelf } from '../../types/shelf.js';

/**
 * Adds `onSegmentChange()` to a shelf. Its code is loaded with the first call, once the page is on.
 *
 * @param shelf of whoever is at the device
 * @param isOff whether nothing may be done on the page now
 */
export function withSegmentChanges(shelf: PlainShelf, isOff: () => boolean): Shelf {
  const onSegmentChange: Shelf['onSegmentChange'] = (...given) => {
    const ending = new AbortController();
    untilOn(isOff)
      .then(() => import('./follow-segments.js'))
      .then(
        ({ followSegments }) => followSegments(shelf, ending.signal, ...given),
        (error) => warnOnce('onSegmentChange', codeOf(error), `onSegmentChange: ${messageOf(error)}`),
      );
    return () => ending.abort();
  };
  return { ...shelf, onSegmentChange };
}
