import { type RefCallback, useCallback, useRef, version } from 'react';
import { idOf, type ListItemId, type ListReport } from './list-report.js';
import { watchElement } from './watch-element.js';

/** React 18 warns of a ref that returns something, and calls it with null in its place. */
const CLEANS_UP = Number.parseInt(version, 10) >= 19;

/**
 * A `ref` for the element that shows an item: reports the impression when half of it has been in view for a second on end.
 *
 * @param report of the list
 * @param item the item, or its id
 * @example
 * const Card = ({ entry, report }) => <li ref={useItemRef(report, entry)}>{entry.item.title}</li>;
 */
export function useItemRef(report: ListReport, item: ListItemId): RefCallback<Element> {
  const id = idOf(item);
  const stop = useRef<(() => void) | null>(null);
  return useCallback(
    (element: Element | null) => {
      const cease = (): void => {
        stop.current?.();
        stop.current = null;
      };
      cease();
      if (element === null) return;
      stop.current = watchElement(element, () => report.view(id));
      if (CLEANS_UP) return cease;
    },
    [report, id],
  );
}
