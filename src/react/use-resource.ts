import { useSyncExternalStore } from 'react';
import { SERVER_SNAPSHOT, type Snapshot } from '../binding/resource.js';
import type { ShelfStore } from '../binding/shelf-store.js';
import type { Shelf } from '../types/shelf.js';
import { useShelfStore } from './onshelf-provider.js';

/** The state while hydrating. */
export const readServer = (): typeof SERVER_SNAPSHOT => SERVER_SNAPSHOT;

/**
 * Subscribes to a resource of the provider's shelf. For the parameters see `createResource()`.
 *
 * @returns its snapshot (on a server and while hydrating, the empty one) and the store
 */
export function useResource<Value>(
  key: string,
  ask: (shelf: Shelf) => Promise<Value | null> | Value | null | undefined,
  textOf: (value: Value) => string,
): readonly [snapshot: Snapshot<Value>, store: ShelfStore] {
  const store = useShelfStore();
  const resource = store.resource(key, ask, textOf);
  return [useSyncExternalStore(resource.subscribe, resource.read, readServer), store];
}
