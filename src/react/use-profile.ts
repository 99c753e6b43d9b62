import { useMemo, useSyncExternalStore } from 'react';
import type { ProfileSnapshot, Shelf } from '../types/shelf.js';
import { useShelfStore } from './onshelf-provider.js';
import { SERVER_SNAPSHOT } from './resource.js';

/** What `useProfile()` gives. */
export interface ProfileControls {
  /** Everything known about the shopper, kept up to date; null on the server and until the shelf has answered. */
  readonly profile: ProfileSnapshot | null;
  /** As `shelf.profile.forget()`; 0 without a shelf. */
  readonly forget: (...parameters: Parameters<Shelf['profile']['forget']>) => Promise<number>;
  /** As `shelf.profile.export()`; null without a shelf. */
  readonly export: () => Promise<Awaited<ReturnType<Shelf['profile']['export']>> | null>;
  /** As `shelf.profile.import()`; 0 without a shelf. */
  readonly import: (data: unknown) => Promise<number>;
  /** As `shelf.profile.erase()`. */
  readonly erase: () => Promise<void>;
}

const readServer = (): typeof SERVER_SNAPSHOT => SERVER_SNAPSHOT;

/** The shopper's own view of what is known, and power over it. */
export function useProfile(): ProfileControls {
  const store = useShelfStore();
  const resource = store.resource('profile', { ask: (shelf) => shelf.profile.inspect(), textOf: JSON.stringify });
  const { value } = useSyncExternalStore(resource.subscribe, resource.read, readServer);
  return useMemo(() => {
    const shelf = async (): Promise<Shelf | null> => store.shelf() ?? store.ready;
    return {
      profile: value,
      forget: async (what) => (await shelf())?.profile.forget(what) ?? 0,
      export: async () => (await shelf())?.profile.export() ?? null,
      import: async (data) => (await shelf())?.profile.import(data) ?? 0,
      erase: async () => (await shelf())?.profile.erase(),
    };
  }, [store, value]);
}
