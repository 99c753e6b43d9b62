import { useCallback } from 'react';
import type { Answer } from '../types/answer.js';
import type { RerankOptions } from './react-shelf.js';
import { type List, type ListItem, useList } from './use-list.js';

/**
 * The shop's own list in an order nearer to the shopper's taste: a category, a search result. No item is lost and none comes in:
 * those that the shelf leaves out stand at the end, in the shop's order.
 *
 * @param items the shop's own records, each with the `id` of the feed, in the shop's order
 * @param options how far to go
 * @returns the list, with the shop's own records as `item`
 */
export function useRerank<Item extends { readonly id: string }>(items: readonly Item[], options: RerankOptions = {}): List<Item> {
  const ids = items.map(({ id }) => id);
  const arrange = useCallback(
    (answer: Answer): readonly Omit<ListItem<Item>, 'place'>[] | null => {
      if (answer.servedBy.model === 'fallback') return null;
      const left = new Map(items.map((item) => [item.id, item]));
      const ranked = answer.items.flatMap((entry) => {
        const item = left.get(entry.id);
        return item !== undefined && left.delete(entry.id) ? [{ ...entry, item }] : [];
      });
      return [...ranked, ...[...left.values()].map((item) => ({ id: item.id, score: 0, reasons: [], item }))];
    },
    [items],
  );
  return useList<Item>({
    call: ['rerank', ids, options],
    ask: (shelf) => shelf.rerank?.(ids, options),
    fallback: items,
    arrange,
  });
}
