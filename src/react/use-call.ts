import { useCallback, useReducer, useState, useSyncExternalStore } from 'react';
import type { Resource, Snapshot } from '../binding/resource.js';
import { keyOf, type ShelfCall } from '../binding/shelf-call.js';
import type { ShelfStore } from '../binding/shelf-store.js';
import { createSteadyCall } from '../binding/steady-call.js';
import type { Shelf } from '../types/shelf.js';
import { useShelfStore } from './onshelf-provider.js';
import { readServer } from './use-resource.js';

/** What a call came to. */
export interface Called<Value> {
  /** The call, with parameters held that change with every render. */
  readonly call: ShelfCall;
  readonly key: string;
  /** On a server and while hydrating, the empty one. */
  readonly snapshot: Snapshot<Value>;
  readonly store: ShelfStore;
  readonly resource: Resource<Value>;
}

/**
 * Subscribes to the answer of a call.
 *
 * @param given the call; compared by value
 * @param ask requests the answer
 * @param textOf as for `createResource()`
 */
export function useCall<Value>(
  given: ShelfCall,
  ask: (shelf: Shelf, call: ShelfCall) => Promise<Value | null> | undefined,
  textOf: (value: Value) => string,
): Called<Value> {
  const [, render] = useReducer((count: number) => count + 1, 0);
  const [steady] = useState(() => createSteadyCall(render));
  const store = useShelfStore();
  const call = steady.settle(given);
  const key = keyOf(call);
  const resource = store.resource(key, (shelf) => ask(shelf, call), textOf);
  // biome-ignore lint/correctness/useExhaustiveDependencies: called with the call that changed the resource, once that is on the page
  const subscribe = useCallback((listener: () => void) => steady.follow(given, resource, listener), [resource]);
  return { call, key, snapshot: useSyncExternalStore(subscribe, resource.read, readServer), store, resource };
}
