import type { ListHook } from '../binding/list.js';
import type { ListRequest } from '../types/request.js';
import { useCatalogList } from './use-list.js';

/**
 * Items that the shopper is due to buy again; none for a shopper without orders.
 *
 * @param options the request, the fallback, and `resolve` for the shop's own records
 */
export const useBuyAgain: ListHook<ListRequest> = (options?: object) => useCatalogList('buyAgain', options);
