/** The share of an element that must be in view, and for how many milliseconds: the Media Rating Council's viewable impression. */
const SHARE = 0.5;
const PATIENCE = 1000;

/**
 * Calls back once when half of an element has been in view for a second on end. Where nothing can tell, it never does.
 *
 * @param element on the page
 * @param onSeen called at most once
 * @returns the way to stop
 */
export function watchElement(element: Element, onSeen: () => void): () => void {
  if (typeof IntersectionObserver === 'undefined') return () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { intersectionRatio } of entries) {
        clearTimeout(timer);
        if (intersectionRatio >= SHARE)
          timer = setTimeout(() => {
            stop();
            onSeen();
          }, PATIENCE);
      }
    },
    { threshold: SHARE },
  );
  const stop = (): void => {
    clearTimeout(timer);
    observer.disconnect();
  };
  observer.observe(element);
  return stop;
}
