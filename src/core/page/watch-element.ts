/** The share of an element that must be in view. */
const VIEWABLE_SHARE = 0.5;
/** Milliseconds in view without interruption. */
const VIEWABLE_TIME = 1000;

/**
 * Calls back once when half of an element has been in view for one second without interruption. The elements and the React hooks both count
 * impressions by this rule. Without IntersectionObserver it never calls.
 *
 * @param element on the page
 * @param onSeen called at most once
 * @returns a function that stops watching
 * @see MRC Viewable Ad Impression Measurement Guidelines, Media Rating Council with the IAB, 2014: 50 % of the pixels for one second
 */
export function watchElement(element: Element, onSeen: () => void): () => void {
  if (typeof IntersectionObserver === 'undefined') return () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  const observer = new IntersectionObserver(
    (entries) => {
      // Several entries may arrive at once; the last one is the current state.
      for (const { intersectionRatio } of entries) {
        clearTimeout(timer);
        if (intersectionRatio >= VIEWABLE_SHARE)
          timer = setTimeout(() => {
            stop();
            onSeen();
          }, VIEWABLE_TIME);
      }
    },
    // Without a prototype: a script may have set `root` on it.
    { __proto__: null, threshold: VIEWABLE_SHARE } as IntersectionObserverInit,
  );
  const stop = (): void => {
    clearTimeout(timer);
    observer.disconnect();
  };
  observer.observe(element);
  return stop;
}
