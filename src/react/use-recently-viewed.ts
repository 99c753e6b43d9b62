import type { ListHook } from '../binding/list.js';
import type { ListRequest } from '../types/request.js';
import { useCatalogList } from './use-list.js';

/**
 * Items that the shopper viewed, latest first.
 *
 * @param options the request, the fallback, and `resolve` for the shop's own records
 */
export const useRecentlyViewed: ListHook<ListRequest> = (options?: object) => useCatalogList('recentlyViewed', options);
