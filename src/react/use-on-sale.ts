import type { ListHook } from '../binding/list.js';
import type { NewArrivalsRequest } from '../types/request.js';
import { useCatalogList } from './use-list.js';

/**
 * Reduced items, in the shopper's order.
 *
 * @param options the request, the fallback, and `resolve` for the shop's own records
 */
export const useOnSale: ListHook<NewArrivalsRequest> = (options?: object) => useCatalogList('onSale', options);
