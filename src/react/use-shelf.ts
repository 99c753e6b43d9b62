import { useSyncExternalStore } from 'react';
import type { Shelf } from '../types/shelf.js';
import { useShelfStore } from './onshelf-provider.js';

const readServer = (): null => null;

/** The provider's shelf, for what no hook does; null on the server, while hydrating, and until it is there. */
export function useShelf(): Shelf | null {
  const { subscribe, shelf } = useShelfStore();
  return useSyncExternalStore<Shelf | null>(subscribe, shelf, readServer);
}
