import type { ListHook } from '../binding/list.js';
import type { NewArrivalsRequest } from '../types/request.js';
import { useCatalogList } from './use-list.js';

/**
 * New items, the newest first.
 *
 * @param options the request, the fallback, and `resolve` for the shop's own records
 */
export const useNewArrivals: ListHook<NewArrivalsRequest> = (options?: object) => useCatalogList('newArrivals', options);
