import { listen, unlisten } from '../core/page-nodes.js';
import { page, visibilityState } from '../core/platform.js';

/**
 * Calls back when the page is about to go away or to the background: the last moments in which a write can be started.
 *
 * @param leaving called with no time to wait in
 * @returns stops listening
 */
export function onPageLeaving(leaving: () => void): () => void {
  const watched = page;
  if (watched === null) return () => {};
  const hidden = (): void => {
    if (visibilityState() === 'hidden') leaving();
  };
  listen(watched, 'visibilitychange', hidden);
  addEventListener('pagehide', leaving);
  return () => {
    unlisten(watched, 'visibilitychange', hidden);
    removeEventListener('pagehide', leaving);
  };
}
