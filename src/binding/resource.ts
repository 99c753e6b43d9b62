import type { Shelf } from '../types/shelf.js';

/** State of a resource. Immutable, and the same object until the answer changes. */
export interface Snapshot<Value> {
  /** Key of the resource; null on the server and while hydrating. */
  readonly key: string | null;
  /** The answer; undefined until it arrives, null if it is not available. */
  readonly value?: Value | null;
}

/** The state that a server renders and a browser hydrates: without anything about the shopper. */
export const SERVER_SNAPSHOT: Snapshot<never> = Object.freeze({ key: null });

/** An answer of the shelf, requested again after changes while a component uses it. */
export interface Resource<Value> {
  readonly subscribe: (listener: () => void) => () => void;
  readonly read: () => Snapshot<Value>;
  /** Requests the answer, unless a request is pending. Resolves when it arrives; the same promise until then. */
  readonly load: () => Promise<void>;
  /** Whether no component is subscribed. */
  readonly idle: () => boolean;
}

/**
 * Creates a resource. Requests nothing before the first subscription or load.
 *
 * @param key unique among the shelf's resources
 * @param ready resolves with the shelf, or with null if it is not available
 * @param version increases with every change of profile or consent
 * @param ask requests the answer
 * @param textOf the part of an answer that is compared: while it is equal, the snapshot stays the same
 */
export function createResource<Value>(
  key: string,
  ready: Promise<Shelf | null>,
  version: () => number,
  ask: (shelf: Shelf) => Promise<Value | null> | Value | null | undefined,
  textOf: (value: Value) => string,
): Resource<Value> {
  const listeners = new Set<() => void>();
  let snapshot: Snapshot<Value> = { key };
  let text: unknown;
  /** Version of the latest request. */
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
        // A page may pass a shelf of its own, which may reject.
      }
      const next = value && textOf(value);
      if (next !== text) {
        text = next;
        snapshot = { key, value };
        for (const listener of listeners) listener();
      }
      // Changes during a request cause one more request.
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
