import { page, visibilityState } from '../core/page/platform.js';

/**
 * Calls back when the page is about to go away or to the background: the last moments in which a write can be started.
 *
 * @param leaving called with no time to wait in
 * @returns stops listening
 */
export function onPageLeaving(leaving: () => void): () => void {
  if (page === null) return () => {};
  const hidden = (): void => {
    if (visibilityState() === 'hidden') leaving();
  };
  // It bubbles up to the window, where no element of the page can shadow the method.
  addEventListener('visibilitychange', hidden);
  addEventListener('pagehide', leaving);
  return () => {
    removeEventListener('visibilitychange', hidden);
    removeEventListener('pagehide', leaving);
  };
}
