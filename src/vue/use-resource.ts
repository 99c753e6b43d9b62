import {
  type ComputedRef,
  computed,
  getCurrentInstance,
  getCurrentScope,
  onActivated,
  onDeactivated,
  onMounted,
  onScopeDispose,
  shallowRef,
  watch,
} from 'vue';
import { type Resource, SERVER_SNAPSHOT, type Snapshot } from '../binding/resource.js';
import type { ShelfStore } from '../binding/shelf-store.js';
import { injectShelfStore } from './provide-shelf.js';

/** A resource that is followed while its component is on the page. */
export interface Followed<Value> {
  /** undefined on a server, until the component is mounted, and until the answer arrives; null without an answer. */
  readonly value: ComputedRef<Value | null | undefined>;
  readonly store: ComputedRef<ShelfStore>;
  /** Resolves when there is an answer, and shows it although the component is not mounted yet. */
  readonly arrived: () => Promise<void>;
}

const subscribeTo = <Value>(resource: Resource<Value>, listener: () => void): (() => void) => resource.subscribe(listener);

/**
 * Follows a resource: from when the component is mounted, so that servers and hydration know nothing about anybody, and not while `KeepAlive`
 * keeps it off the page. Outside components it is followed in the browser until the effect scope ends.
 *
 * @param resourceOf the resource; what it reads is tracked
 * @param follow subscribes to the resource
 */
export function useResource<Value>(resourceOf: (store: ShelfStore) => Resource<Value>, follow = subscribeTo<Value>): Followed<Value> {
  const store = injectShelfStore();
  const snapshot = shallowRef<Snapshot<Value>>(SERVER_SNAPSHOT);
  const current = computed(() => resourceOf(store.value));
  let stop: (() => void) | undefined;
  const end = (): void => {
    stop?.();
    stop = undefined;
  };
  const start = (): void => {
    end();
    const resource = current.value;
    const read = (): void => {
      snapshot.value = resource.read();
    };
    stop = follow(resource, read);
    read();
  };
  watch(current, () => stop && start());
  if (getCurrentInstance()) {
    onMounted(start);
    onActivated(start);
    onDeactivated(end);
  } else if (typeof window !== 'undefined') start();
  if (getCurrentScope()) onScopeDispose(end);
  return {
    // Never another resource's answer.
    value: computed(() => (snapshot.value.key === current.value.read().key ? snapshot.value.value : undefined)),
    store,
    arrived: () =>
      new Promise((resolve) => {
        // The shelf may be provided, or the request change, while this waits.
        const leave = watch(
          current,
          async (resource) => {
            await resource.load();
            snapshot.value = resource.read();
            resolve();
            leave();
          },
          { immediate: true },
        );
      }),
  };
}
