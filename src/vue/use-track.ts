import type { ShelfStore } from '../binding/shelf-store.js';
import { injectShelfStore } from './provide-shelf.js';

/**
 * Returns a function that records events like `shelf.track()`. Events before the shelf is open are recorded when it opens.
 *
 * @returns the function; never throws, never rejects
 * @example
 * const track = useTrack();
 * onMounted(() => track('view_item', { items: [{ item_id: id }] }));
 */
export function useTrack(): ShelfStore['track'] {
  const store = injectShelfStore();
  return (name, parameters) => store.value.track(name, parameters);
}
