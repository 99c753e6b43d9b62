import type { ListHook } from '../binding/list.js';
import type { TrendingRequest } from '../types/request.js';
import { useCatalogList } from './use-list.js';

/**
 * Items that are popular now.
 *
 * @param options the request, the fallback, and `resolve` for the shop's own records
 */
export const useTrendingItems: ListHook<TrendingRequest> = (options?: object) => useCatalogList('trending', options);
