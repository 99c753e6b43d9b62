import type { ListCall } from '../../types/list-call.js';
import type { Note } from '../../types/note.js';

/** A call that can be followed, and what of it cannot. */
export interface ReadCall {
  readonly call: ListCall;
  readonly notes: readonly Note[];
}

/** Deepest nesting of a call that says anything. */
const MAX_DEPTH = 4;

/**
 * A call of what stands in the given ones themselves, the later before the earlier. It inherits nothing: what other scripts of the page put
 * into `Object.prototype` is no wish of the shop.
 *
 * @param parts of the call; what is undefined counts as not said
 */
export function ownCall(...parts: readonly Partial<ListCall>[]): ListCall {
  const call = Object.create(null);
  for (const part of parts) for (const [name, value] of Object.entries(part)) if (value !== undefined) call[name] = value;
  return call;
}

/**
 * A copy of a request that inherits nothing, at any depth; null counts as not said.
 *
 * @param request as the page gave it
 * @typeParam T of the request
 */
export function ownRequest<T extends object>(request: T | null | undefined): T {
  return (ownValue(request ?? {}, 0) ?? Object.create(null)) as T;
}

function ownValue(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH)
    return value === null || typeof value === 'object' ? undefined : value;
  if (Array.isArray(value))
    return value.some((entry) => typeof entry === 'object') ? value.map((entry) => ownValue(entry, depth + 1)) : value;
  const copy = Object.create(null);
  for (const [name, entry] of Object.entries(value)) {
    const own = ownValue(entry, depth + 1);
    if (own !== undefined) copy[name] = own;
  }
  return copy;
}
