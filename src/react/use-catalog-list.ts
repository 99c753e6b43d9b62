import { useCallback } from 'react';
import type { Answer } from '../types/answer.js';
import type { CatalogItem } from '../types/catalog-item.js';
import { type List, type ListItem, type ListOptions, type ListPlan, useList } from './use-list.js';

const NOTHING: readonly never[] = Object.freeze([]);

/**
 * A list of the catalogue's items, with the page's fallback.
 *
 * @param method of the shelf
 * @param parameters all that decides the answer, besides the request
 * @param options the hook's: the fallback, and the request
 * @param ask puts the question, with the request made of the options
 * @param suspend see `ListPlan`
 */
export function useCatalogList<Item extends Partial<CatalogItem>, Request extends { readonly count?: number }>(
  method: string,
  parameters: readonly unknown[],
  { fallback = NOTHING, ...given }: ListOptions<Item> & Request,
  ask: (shelf: Parameters<ListPlan<Item>['ask']>[0], request: Omit<ListOptions<Item> & Request, 'fallback'>) => Promise<Answer> | undefined,
  suspend = false,
): List<CatalogItem & Item> {
  const request = given.count === undefined && fallback.length > 0 ? { ...given, count: fallback.length } : given;
  const hasFallback = fallback.length > 0;
  const arrange = useCallback(
    ({ servedBy, items }: Answer) =>
      // The catalogue's records, with what the shop says of its own feed.
      servedBy.model === 'fallback' && hasFallback ? null : (items as readonly Omit<ListItem<CatalogItem & Item>, 'place'>[]),
    [hasFallback],
  );
  return useList<CatalogItem & Item>({
    call: [method, ...parameters, request],
    ask: (shelf) => ask(shelf, request),
    fallback,
    arrange,
    suspend,
  });
}
