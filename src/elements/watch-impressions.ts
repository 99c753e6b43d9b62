/** Half of it, for one second: what the advertising business calls viewable. */
const SHARE = 0.5;
const DWELL = 1000;
/** What is seen within this many milliseconds is told together. */
const GATHER = 250;

/** Notices what the shopper has seen. */
export interface ImpressionWatch {
  watch(element: Element): void;
  stop(): void;
}

/**
 * Tells of each element once, when at least half of it has been in view for a second.
 *
 * @param tell given what was seen about the same time
 */
export function watchImpressions(tell: (seen: readonly Element[]) => void): ImpressionWatch {
  if (typeof IntersectionObserver === 'undefined') return { watch: () => {}, stop: () => {} };
  const timers = new Map<Element, ReturnType<typeof setTimeout>>();
  let seen: Element[] = [];
  let telling: ReturnType<typeof setTimeout> | undefined;

  const flush = (): void => {
    clearTimeout(telling);
    telling = undefined;
    const all = seen;
    seen = [];
    if (all.length > 0) tell(all);
  };
  const noticed = (element: Element): void => {
    observer.unobserve(element);
    timers.delete(element);
    seen.push(element);
    telling ??= setTimeout(flush, GATHER);
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, intersectionRatio } of entries) {
        clearTimeout(timers.get(target));
        if (isIntersecting && intersectionRatio >= SHARE)
          timers.set(
            target,
            setTimeout(() => noticed(target), DWELL),
          );
      }
    },
    { threshold: SHARE },
  );
  addEventListener('pagehide', flush);
  return {
    watch: (element) => observer.observe(element),
    stop: () => {
      observer.disconnect();
      for (const timer of timers.values()) clearTimeout(timer);
      removeEventListener('pagehide', flush);
      flush();
    },
  };
}
