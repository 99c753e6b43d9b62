import type { CartListHook } from '../binding/list.js';
import type { ListRequest } from '../types/request.js';
import { useCatalogList } from './use-list.js';

/**
 * Items bought together with a product, or with the items of the cart.
 *
 * @param itemIds one id or several
 * @param options the request, the fallback, and `resolve` for the shop's own records
 */
export const useFrequentlyBoughtTogether: CartListHook<ListRequest> = (itemIds: string | readonly string[], options?: object) =>
  useCatalogList('boughtTogether', options, [itemIds].flat());
