import { warnOnce } from '../core/warn-once.js';
import type { EventName, EventParameters, FeedbackKind } from '../types/event.js';
import type { TrackResult } from '../types/track-result.js';
import type { ReactShelf } from './react-shelf.js';
import { createResource, type Resource, type ResourceOptions, SERVER_SNAPSHOT } from './resource.js';

/** What the hooks below one provider share. It belongs to the shelf: mounting and unmounting changes nothing. */
export interface ShelfStore {
  /** The shelf, or null until it is there. */
  readonly shelf: () => ReactShelf | null;
  /** Resolves with the shelf, or with null where it could not be had. */
  readonly ready: Promise<ReactShelf | null>;
  /** Calls back when the shelf came, and when profile or consent changed. */
  readonly subscribe: (listener: () => void) => () => void;
  /** The resource of a key: one for all components that ask for the same. */
  readonly resource: <Value>(key: string, options: Pick<ResourceOptions<Value>, 'ask' | 'textOf'>) => Resource<Value>;
  /** Records at once, or as soon as the shelf is there. */
  readonly track: (name: EventName, parameters?: EventParameters) => Promise<TrackResult>;
  /** As `track`. */
  readonly feedback: (itemId: string, kind: FeedbackKind) => Promise<TrackResult>;
  /** Records what was seen. Lists on show stay as they are: what is looked at must not change for being looked at. */
  readonly show: (parameters: EventParameters) => void;
}

/** What a provider is given. */
export type ShelfSource = ReactShelf | Promise<ReactShelf> | null | undefined;

/** Resources that nobody looks at and that are kept for coming back to. */
const IDLE_CAP = 50;

const NEVER = new Promise<never>(() => {});
const NOT_KEPT: TrackResult = Object.freeze({ kept: 'no', reason: 'there is no shelf' });
const ABSENT: Resource<never> = {
  subscribe: () => () => {},
  read: () => SERVER_SNAPSHOT,
  load: () => NEVER,
  shown: new Set(),
  idle: () => true,
};

/** The store of no shelf: on a server, and before a page has made one. */
export const ABSENT_STORE: ShelfStore = {
  shelf: () => null,
  ready: NEVER,
  subscribe: ABSENT.subscribe,
  resource: () => ABSENT,
  track: async () => NOT_KEPT,
  feedback: async () => NOT_KEPT,
  show: () => {},
};

const stores = new WeakMap<object, ShelfStore>();

/**
 * The store of a shelf: the same one whenever the same shelf, or promise of it, is given.
 *
 * @param source what the provider was given
 */
export function storeOf(source: ShelfSource): ShelfStore {
  if (source === null || source === undefined) return ABSENT_STORE;
  let store = stores.get(source);
  if (store === undefined) {
    store = createShelfStore(source);
    stores.set(source, store);
  }
  return store;
}

function createShelfStore(source: ReactShelf | Promise<ReactShelf>): ShelfStore {
  const listeners = new Set<() => void>();
  const resources = new Map<string, Resource<unknown>>();
  let shelf: ReactShelf | null = null;
  let version = 0;
  /** Impressions on their way: the changes that they cause are none. */
  let showing = 0;

  const changed = (): void => {
    version++;
    for (const resource of resources.values()) if (!resource.idle()) void resource.load();
    for (const listener of [...listeners]) listener();
  };
  const open = (opened: ReactShelf): ReactShelf => {
    shelf = opened;
    opened.subscribe(() => void (showing === 0 && changed()));
    return opened;
  };
  const ready =
    'then' in source
      ? source.then(open, (error) => {
          warnOnce('react', `The promise given to OnshelfProvider was rejected; fallbacks stay. ${error}`);
          return null;
        })
      : Promise.resolve(open(source));
  // Consent is known now.
  void ready.then(() => {
    for (const listener of [...listeners]) listener();
  });

  /** Without a wait where the shelf is there: the page may be about to leave. */
  const record = async (call: (shelf: ReactShelf) => Promise<TrackResult>): Promise<TrackResult> => {
    const target = shelf ?? (await ready);
    if (target === null) return NOT_KEPT;
    const result = await call(target);
    // Its own notice may have fallen among those of impressions.
    if (showing > 0) changed();
    return result;
  };

  return {
    shelf: () => shelf,
    ready,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    resource: <Value>(key: string, options: Pick<ResourceOptions<Value>, 'ask' | 'textOf'>) => {
      const known = resources.get(key);
      if (known !== undefined) return known as Resource<Value>;
      const idle = [...resources].filter(([, resource]) => resource.idle());
      for (const [old] of idle.slice(0, Math.max(idle.length - IDLE_CAP, 0))) resources.delete(old);
      const resource = createResource<Value>({ key, ready, version: () => version, ...options });
      resources.set(key, resource as Resource<unknown>);
      return resource;
    },
    track: (name, parameters) => record((target) => target.track(name, parameters)),
    feedback: (itemId, kind) => record((target) => target.feedback(itemId, kind)),
    show: (parameters) => {
      const target = shelf;
      if (target === null) return;
      showing++;
      // The shelf tells of it some microtasks after it is kept.
      const done = (): void => void setTimeout(() => showing--);
      target.track('view_item_list', parameters).then(done, done);
    },
  };
}
