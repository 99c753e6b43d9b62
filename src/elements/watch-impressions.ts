import { watchElement } from '../core/page/watch-element.js';

/** What is seen within this many milliseconds is told together. */
const GATHER = 250;

/** Notices what the shopper has seen. */
export interface ImpressionWatch {
  watch(element: Element): void;
  stop(): void;
}

/**
 * Tells of each element once, when it was seen by the rule of `watchElement`.
 *
 * @param tell given what was seen about the same time
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
