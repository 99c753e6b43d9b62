import type { CatalogItem } from '../types/catalog-item.js';
import type { RecommendRequest } from '../types/request.js';

/**
 * A request for as many items as the fallback has, so that the page keeps its height, unless the request says how many. A placement says it itself, in
 * the shop's file.
 *
 * @param request of the list
 * @param fallback the shop's own list; without one the request stays as it is
 */
export function sizedRequest<Request extends RecommendRequest>(request: Request, fallback: readonly CatalogItem[] | undefined): Request {
  return fallback?.length && request.placement == null ? { count: fallback.length, ...request } : request;
}
