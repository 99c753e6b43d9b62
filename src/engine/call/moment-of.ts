import type { ListRequest } from '../../types/request.js';

/** Maximum length of a list. */
const MAX_COUNT = 1000;

/** The request's time if it is a number, else the current time. */
export function momentOf(request: ListRequest, now: () => number): number {
  return Number.isFinite(request.now) ? Number(request.now) : now();
}

/** The request's count, 1 to 1000; undefined where it has none. */
export function requestedCount(request: ListRequest): number | undefined {
  const count = Math.floor(Number(request.count ?? Number.NaN));
  return Number.isNaN(count) ? undefined : Math.min(Math.max(count, 1), MAX_COUNT);
}
