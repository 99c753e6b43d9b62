import type { ReactShelf } from './react-shelf.js';

/** What a resource holds. Immutable, and the same object until what it holds changes. */
export interface Snapshot<Value> {
  /** `loading`: not answered yet. `ready`: `value` is the answer. `failed`: there is none. */
  readonly status: 'loading' | 'ready' | 'failed';
  readonly value: Value | null;
  /** Of the resource; null on the server and while hydrating. */
  readonly key: string | null;
}

/** What a server renders, and a browser hydrates: nothing of anybody. */
export const SERVER_SNAPSHOT: Snapshot<never> = Object.freeze({ status: 'loading', value: null, key: null });

/** Something asked of the shelf, and asked again whenever it may have changed while somebody looks. */
export interface Resource<Value> {
  readonly subscribe: (listener: () => void) => () => void;
  readonly read: () => Snapshot<Value>;
  /** Asks, unless it is being asked. Resolves when there is an answer; the same promise until then. */
  readonly load: () => Promise<unknown>;
  /** Ids whose impression was reported since somebody began to look. */
  readonly shown: Set<string>;
  /** Does nobody look? */
  readonly idle: () => boolean;
}

/** What a resource needs to know of the shelf's store. */
export interface ResourceOptions<Value> {
  readonly key: string;
  /** The shelf, once it is there; null where it could not be had. */
  readonly ready: Promise<ReactShelf | null>;
  /** Grows with every change of profile or consent. */
  readonly version: () => number;
  /** Asks the shelf. Undefined: it cannot answer. */
  readonly ask: (shelf: ReactShelf) => Promise<Value> | undefined;
  /** What of an answer is looked at, as text: while it is equal, the snapshot stays. */
  readonly textOf: (value: Value) => string;
}

/**
 * Makes a resource. Nothing is asked before somebody subscribes or loads.
 *
 * @param options see `ResourceOptions`
 */
export function createResource<Value>({ key, ready, version, ask, textOf }: ResourceOptions<Value>): Resource<Value> {
  const listeners = new Set<() => void>();
  const shown = new Set<string>();
  let snapshot: Snapshot<Value> = Object.freeze({ status: 'loading', value: null, key });
  let text = '';
  /** The version that the snapshot is of. */
  let seen = -1;
  let loading: Promise<unknown> | undefined;

  const publish = (value: Value | undefined): void => {
    const next = value === undefined ? 'failed' : textOf(value);
    if (next === text) return;
    text = next;
    snapshot = Object.freeze({ status: value === undefined ? 'failed' : 'ready', value: value ?? null, key });
    for (const listener of [...listeners]) listener();
  };

  const load = (): Promise<unknown> => {
    loading ??= (async () => {
      const shelf = await ready;
      do {
        seen = version();
        // A shelf of the page's own making may reject where ours does not.
        publish(shelf === null ? undefined : await Promise.resolve(ask(shelf)).catch(() => undefined));
        // What changed meanwhile is asked for once, however often it changed.
      } while (seen !== version() && listeners.size > 0);
      loading = undefined;
    })();
    return loading;
  };

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      if (seen !== version()) void load();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) shown.clear();
      };
    },
    read: () => snapshot,
    load,
    shown,
    idle: () => listeners.size === 0,
  };
}
