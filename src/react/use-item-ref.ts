import { type RefCallback, useCallback, useRef, version } from 'react';
import type { Identified, ListReport } from '../binding/list-report.js';
import { watchElement } from '../core/page/watch-element.js';

/** React 18 warns about a ref that returns a function, and calls it with null instead. */
const CLEANS_UP = version >= '19';

/**
 * A `ref` for the element that shows an item: reports the impression when half of it has been in view for one second.
 *
 * @param report of the list
 * @param item of the list
 * @example
 * const Card = ({ entry, report }) => <li ref={useItemRef(report, entry)}>{entry.item.title}</li>;
 */
export function useItemRef(report: ListReport, { id }: Identified): RefCallback<Element> {
  const stop = useRef<(() => void) | null>(null);
  return useCallback(
    (element: Element | null) => {
      stop.current?.();
      stop.current = element && watchElement(element, () => report.view({ id }));
      if (CLEANS_UP) return () => stop.current?.();
    },
    [report, id],
  );
}
