import type { EventName, EventParameters } from '../types/event.js';
import type { Shelf } from '../types/shelf.js';
import type { TrackResult } from '../types/track-result.js';
import { createResource, type Resource } from './resource.js';

/** What a provider is given. */
export type ShelfSource = Shelf | Promise<Shelf> | null | undefined;

/** What the hooks below one provider share. It belongs to the shelf: mounting and unmounting changes nothing. */
export interface ShelfStore {
  /** Resolves with the shelf, or with null where it could not be had; never on a server. */
  readonly ready: Promise<Shelf | null>;
  /** The resource of a key: one for all components that ask for the same. The further parameters are `createResource()`'s. */
  readonly resource: <Value>(
    key: string,
    ask: (shelf: Shelf) => Promise<Value> | Value | undefined,
    textOf: (value: Value) => string,
  ) => Resource<Value>;
  /** Records at once, or as soon as the shelf is there. */
  readonly track: (name: EventName, parameters?: EventParameters) => Promise<TrackResult>;
  /** Records what was seen of an answer. Lists on the page stay as they are: what is looked at must not change for being looked at. */
  readonly show: (parameters: EventParameters) => void;
}

/** Resources of one shelf that are kept, besides those that somebody looks at, for coming back to. */
const RESOURCES = 50;

/** Stands for no shelf: on a server, and before a page has made one. */
const NO_SHELF = new Promise<never>(() => {});
const stores = new WeakMap<object, ShelfStore>();

/**
 * The store of a shelf: the same one whenever the same shelf, or promise of it, is given.
 *
 * @param given to the provider
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
  /** Impressions on their way: the changes that they cause are none. */
  let showing = 0;

  /** Lists, whose keys are calls and stand before all words, stay as they are for what impressions change; the others do not. */
  const change = (lists = !showing): void => {
    if (lists) version++;
    for (const [key, resource] of resources) if ((lists || key > 'a') && !resource.idle()) void resource.load();
  };
  const ready = Promise.resolve(source).then(
    (opened) => {
      opened.subscribe(change);
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
    resource: <Value>(key: string, ask: (shelf: Shelf) => Promise<Value> | Value | undefined, textOf: (value: Value) => string) => {
      const known = resources.get(key);
      if (known) return known as Resource<Value>;
      for (const [old, resource] of resources) if (resources.size >= RESOURCES && resource.idle()) resources.delete(old);
      const resource = createResource(key, ready, () => version, ask, textOf);
      resources.set(key, resource as Resource<unknown>);
      return resource;
    },
    track: async (name, parameters) => {
      // Without a wait where the shelf is there: the page may be about to leave.
      const target = shelf ?? (source === NO_SHELF ? null : await ready);
      if (!target) return { kept: 'no' };
      const result = await target.track(name, parameters);
      // Its own notice may have fallen among those of impressions.
      if (showing) change(true);
      return result;
    },
    show: (parameters) => {
      showing++;
      // The shelf tells of it some microtasks after it is kept.
      const done = (): unknown => setTimeout(() => showing--);
      shelf?.track('view_item_list', parameters).then(done, done);
    },
  };
}
