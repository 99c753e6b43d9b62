/** The share of an element that must be in view. */
const VIEWABLE_SHARE = 0.5;
/** For how many milliseconds on end. */
const VIEWABLE_TIME = 1000;

/**
 * Calls back once when half of an element has been in view for one second on end. It is the one rule by which anything of
 * Onshelf's counts as seen, in the elements as in React. Where nothing can tell, it never calls.
 *
 * @param element on the page
 * @param onSeen called at most once
 * @returns the way to stop
 * @see MRC Viewable Ad Impression Measurement Guidelines, Media Rating Council with the IAB, 2014: 50 % of the pixels for one second
 */
export function watchElement(element: Element, onSeen: () => void): () => void {
  if (typeof IntersectionObserver === 'undefined') return () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  const observer = new IntersectionObserver(
    (entries) => {
      // Several entries may come at once; what counts is how it stands after the last.
      for (const { intersectionRatio } of entries) {
        clearTimeout(timer);
        if (intersectionRatio >= VIEWABLE_SHARE)
          timer = setTimeout(() => {
            stop();
            onSeen();
          }, VIEWABLE_TIME);
      }
    },
    // Without a prototype: some script may have put a `root` there.
    { __proto__: null, threshold: VIEWABLE_SHARE } as IntersectionObserverInit,
  );
  const stop = (): void => {
    clearTimeout(timer);
    observer.disconnect();
  };
  observer.observe(element);
  return stop;
}
