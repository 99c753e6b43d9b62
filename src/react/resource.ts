import type { Shelf } from '../types/shelf.js';

/** What a resource holds. Never changed, and the same object until what it holds changes. */
export interface Snapshot<Value> {
  /** Of the resource; null on the server and while hydrating. */
  readonly key: string | null;
  /** The answer. Undefined: not there yet. null: there is none to be had. */
  readonly value?: Value | null;
}

/** What a server renders and a browser hydrates: nothing of anybody. */
export const SERVER_SNAPSHOT: Snapshot<never> = Object.freeze({ key: null });

/** Something asked of the shelf, and asked again whenever it may have changed while somebody looks. */
export interface Resource<Value> {
  readonly subscribe: (listener: () => void) => () => void;
  readonly read: () => Snapshot<Value>;
  /** Asks, unless it is being asked already. Resolves when there is an answer; the same promise until then. */
  readonly load: () => Promise<void>;
  /** Does nobody look? */
  readonly idle: () => boolean;
}

/**
 * Makes a resource. Nothing is asked before somebody subscribes or loads.
 *
 * @param key its name among those of the shelf
 * @param ready resolves with the shelf, or with null where it could not be had
 * @param version grows with every change of profile or consent
 * @param ask puts the question
 * @param textOf what of an answer is looked at: while it is equal, the snapshot stays
 */
export function createResource<Value>(
  key: string,
  ready: Promise<Shelf | null>,
  version: () => number,
  ask: (shelf: Shelf) => Promise<Value> | Value | undefined,
  textOf: (value: Value) => string,
): Resource<Value> {
  const listeners = new Set<() => void>();
  let snapshot: Snapshot<Value> = { key };
  let text: unknown;
  /** The version that was asked for last. */
  let seen = -1;
  let loading: Promise<void> | undefined;

  const askAgain = async (): Promise<void> => {
    const shelf = await ready;
    do {
      seen = version();
      let value: Value | null = null;
      try {
        value = (shelf && (await ask(shelf))) ?? null;
      } catch {
        // A shelf of the page's own making may fail where ours does not.
      }
      const next = value && textOf(value);
      if (next !== text) {
        text = next;
        snapshot = { key, value };
        for (const listener of listeners) listener();
      }
      // What changed meanwhile is asked for once, however often it changed.
    } while (seen !== version() && listeners.size);
    loading = undefined;
  };
  const load = (): Promise<void> => {
    loading ??= askAgain();
    return loading;
  };

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      if (seen !== version()) void load();
      return () => void listeners.delete(listener);
    },
    read: () => snapshot,
    load,
    idle: () => !listeners.size,
  };
}
