import type { ListHook } from '../binding/list.js';
import type { ListRequest } from '../types/request.js';
import { useCatalogList } from './use-list.js';

/**
 * "Because you viewed X": items recommended by the one item of the history that counts most. `about` of the list names that item.
 *
 * @param options the request, the fallback, and `resolve` for the shop's own records
 */
export const useBecause: ListHook<ListRequest> = (options?: object) => useCatalogList('because', options);
