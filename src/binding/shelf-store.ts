import type { EventName, EventParameters } from '../types/event.js';
import type { TrackResult } from '../types/results/track-result.js';
import type { Shelf } from '../types/shelf.js';
import { createResource, type Resource } from './resource.js';

/** The shelf as given to a provider. */
export type ShelfSource = Shelf | Promise<Shelf> | null | undefined;

/** State shared by all hooks of one shelf. It belongs to the shelf, not to the provider: mounting and unmounting do not change it. */
export interface ShelfStore {
  /** Resolves with the shelf, or with null if it is not available; never on a server. */
  readonly ready: Promise<Shelf | null>;
  /** The resource of a key, shared by all components. For the other parameters see `createResource()`. */
  readonly resource: <Value>(
    key: string,
    ask: (shelf: Shelf) => Promise<Value | null> | Value | null | undefined,
    textOf: (value: Value) => string,
  ) => Resource<Value>;
  /** How often all that was shown became out of date: the page was restored, or somebody else is at the device. */
  readonly era: () => number;
  /** Records an event at once, or as soon as the shelf is open. */
  readonly track: (name: EventName, parameters?: EventParameters) => Promise<TrackResult>;
  /** Records impressions. They do not change the lists on the page. */
  readonly show: (parameters: EventParameters) => void;
}

/** Maximum number of unused resources that are kept. */
const RESOURCES = 50;

/** In place of a shelf: on a server, and until the page has created one. */
const NO_SHELF = new Promise<never>(() => {});
const stores = new WeakMap<object, ShelfStore>();

/**
 * The store of a shelf; the same one for the same shelf or promise.
 *
 * @param given the provider's shelf
 */
export function shelfStoreOf(given: ShelfSource): ShelfStore {
  const source = given ?? NO_SHELF;
  const store = stores.get(source) ?? createShelfStore(source);
  stores.set(source, store);
  return store;
}

function createShelfStore(source: Shelf | Promise<Shelf>): ShelfStore {
  const resources = new Map<string, Resource<unknown>>();
  let shelf: Shelf | null = null;
  let version = 0;
  let era = 0;
  /** Number of impressions being recorded; the changes they cause are ignored. */
  let showing = 0;

  /** Those in use. One may have been dropped from the others while it was not. */
  const live = new Set<Resource<unknown>>();

  /** Lists ignore changes by impressions; other resources do not. Keys of lists are calls, and sort before words. */
  const change = (lists = !showing): void => {
    if (lists) version++;
    for (const resource of live) if (lists || (resource.read().key ?? '') > 'a') void resource.load();
  };
  const ready = Promise.resolve(source).then(
    (opened) => {
      opened.subscribe((note) => {
        if (note !== undefined) era++;
        change(note === undefined ? undefined : true);
      });
      shelf = opened;
      return opened;
    },
    (error) => {
      console.warn(error);
      return null;
    },
  );

  return {
    ready,
    era: () => era,
    resource: <Value>(
      key: string,
      ask: (shelf: Shelf) => Promise<Value | null> | Value | null | undefined,
      textOf: (value: Value) => string,
    ) => {
      const known = resources.get(key);
      if (known) return known as Resource<Value>;
      for (const [old, resource] of resources) if (resources.size >= RESOURCES && resource.idle()) resources.delete(old);
      const created = createResource(key, ready, () => version, ask, textOf);
      const resource: Resource<Value> = {
        ...created,
        subscribe: (listener) => {
          live.add(resource as Resource<unknown>);
          const stop = created.subscribe(listener);
          return () => {
            stop();
            if (created.idle()) live.delete(resource as Resource<unknown>);
          };
        },
      };
      resources.set(key, resource as Resource<unknown>);
      return resource;
    },
    track: async (name, parameters) => {
      // Synchronously if the shelf is open: the page may be closing.
      const target = shelf ?? (source === NO_SHELF ? null : await ready);
      if (!target) return { kept: 'no' };
      const result = await target.track(name, parameters);
      // Its notification may have been ignored among those of impressions.
      if (showing) change(true);
      return result;
    },
    show: (parameters) => {
      showing++;
      // The shelf notifies some microtasks after the event is kept.
      const done = (): unknown => setTimeout(() => showing--);
      shelf?.track('view_item_list', parameters).then(done, done);
    },
  };
}
