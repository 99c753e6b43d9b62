import { watchElement } from '../core/page/watch-element.js';

/** Impressions within this many milliseconds are reported together. */
const GATHER = 250;

/** Watches elements for impressions. */
export interface ImpressionWatch {
  watch(element: Element): void;
  stop(): void;
}

/**
 * Reports each element once, when it was seen by the rule of `watchElement`.
 *
 * @param tell called with the elements seen at about the same time
 */
export function watchImpressions(tell: (seen: readonly Element[]) => void): ImpressionWatch {
  const watched: (() => void)[] = [];
  let seen: Element[] = [];
  let telling: ReturnType<typeof setTimeout> | undefined;

  const flush = (): void => {
    clearTimeout(telling);
    telling = undefined;
    const all = seen;
    seen = [];
    if (all.length > 0) tell(all);
  };
  addEventListener('pagehide', flush);
  return {
    watch: (element) =>
      void watched.push(
        watchElement(element, () => {
          seen.push(element);
          telling ??= setTimeout(flush, GATHER);
        }),
      ),
    stop: () => {
      for (const unwatch of watched) unwatch();
      removeEventListener('pagehide', flush);
      flush();
    },
  };
}
