/**
 * Calls back when the page is about to go away or to the background: the last moments in which a write can be started.
 *
 * @param leaving called with no time to wait in
 * @returns stops listening
 */
export function onPageLeaving(leaving: () => void): () => void {
  if (typeof document === 'undefined') return () => {};
  const hidden = (): void => {
    if (document.visibilityState === 'hidden') leaving();
  };
  document.addEventListener('visibilitychange', hidden);
  addEventListener('pagehide', leaving);
  return () => {
    document.removeEventListener('visibilitychange', hidden);
    removeEventListener('pagehide', leaving);
  };
}
