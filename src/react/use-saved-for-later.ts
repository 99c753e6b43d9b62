import type { ListHook } from '../binding/list.js';
import type { ListRequest } from '../types/request.js';
import { useCatalogList } from './use-list.js';

/**
 * Items that the shopper put into the cart or on the wish list and has not bought since, the newest first; none for a shopper who saved nothing.
 *
 * @param options the request, the fallback, and `resolve` for the shop's own records
 */
export const useSavedForLater: ListHook<ListRequest> = (options?: object) => useCatalogList('savedForLater', options);
