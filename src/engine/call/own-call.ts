import type { ListCall } from '../../types/list-call.js';
import type { Note } from '../../types/note.js';

/** A valid call, and notes of what was removed. */
export interface ReadCall {
  readonly call: ListCall;
  readonly notes: readonly Note[];
}

/** Maximum depth of a call; deeper values are dropped. */
const MAX_DEPTH = 4;

/**
 * Merges calls by their own properties; later ones take precedence. The result has no prototype, so that properties that other scripts add to
 * `Object.prototype` have no effect.
 *
 * @param parts of the call; undefined counts as not given
 */
export function ownCall(...parts: readonly Partial<ListCall>[]): ListCall {
  const call = Object.create(null);
  for (const part of parts) for (const [name, value] of Object.entries(part)) if (value !== undefined) call[name] = value;
  return call;
}

/**
 * A copy of a request without prototypes, at any depth; null counts as not given.
 *
 * @param request of the page
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
