/** The share of an element that must be in view, and for how many milliseconds: the Media Rating Council's viewable impression. */
const SHARE = 0.5;
const PATIENCE = 1000;

let observer: IntersectionObserver | undefined;
const callbacks = new Map<Element, (inView: boolean) => void>();

/**
 * Calls back once when half of an element has been in view for a second on end. Where nothing can tell, it never does.
 *
 * @param element on the page
 * @param onSeen called at most once
 * @returns the way to stop
 */
export function watchElement(element: Element, onSeen: () => void): () => void {
  if (typeof IntersectionObserver === 'undefined') return () => {};
  // One for all: hundreds of them cost more than one that watches hundreds.
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, intersectionRatio } of entries) callbacks.get(target)?.(intersectionRatio >= SHARE);
    },
    { threshold: SHARE },
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    callbacks.delete(element);
    observer?.unobserve(element);
  };
  callbacks.set(element, (inView) => {
    clearTimeout(timer);
    if (inView)
      timer = setTimeout(() => {
        stop();
        onSeen();
      }, PATIENCE);
  });
  observer.observe(element);
  return stop;
}
