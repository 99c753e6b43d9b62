import { type ComputedRef, computed, type MaybeRefOrGetter, shallowRef, toValue } from 'vue';
import type { CatalogListOptions, List, ListOptions, ResolvedListOptions } from '../binding/list.js';
import { createListMaker, type ListParts, textOfAnswer } from '../binding/list-maker.js';
import type { Identified } from '../binding/list-report.js';
import { askShelf, keyOf, type ShelfCall } from '../binding/shelf-call.js';
import { sizedRequest } from '../binding/sized-request.js';
import { createSteadyCall } from '../binding/steady-call.js';
import type { Answer } from '../types/answer.js';
import type { CatalogItem } from '../types/catalog-item.js';
import type { Shelf } from '../types/shelf.js';
import { type Followed, useResource } from './use-resource.js';

/** A list composable: of the catalogue's records, or of the shop's own with `resolve`. */
export interface ListComposable<Request> {
  <Shown extends CatalogItem>(options?: MaybeRefOrGetter<Request & CatalogListOptions<Shown>>): ComputedRef<List<CatalogItem>>;
  <Item extends Identified>(options: MaybeRefOrGetter<Request & ResolvedListOptions<Item>>): ComputedRef<List<Item>>;
}

/** What a call came to. */
export interface FollowedCall<Value> extends Followed<Value> {
  /** The call, with parameters held that each answer changes. */
  readonly call: ComputedRef<ShelfCall>;
}

/**
 * Follows the answer of a call.
 *
 * @param given the call; what it reads is tracked, and calls are compared by value
 * @param ask requests the answer
 * @param textOf as for `createResource()`
 */
export function useCall<Value>(
  given: () => ShelfCall,
  ask: (shelf: Shelf, call: ShelfCall) => Promise<Value | null> | undefined,
  textOf: (value: Value) => string,
): FollowedCall<Value> {
  const tries = shallowRef(0);
  const steady = createSteadyCall(() => {
    tries.value++;
  });
  const key = computed(() => keyOf(given()));
  // As plain data: a worker cannot be sent the proxies of reactive objects.
  const plain = computed(() => {
    const [name, about, request] = JSON.parse(key.value);
    return { name, about: about ?? undefined, request } as ShelfCall;
  });
  const call = computed(() => {
    void tries.value;
    return steady.settle(plain.value);
  });
  const followed = useResource<Value>(
    (store) => {
      const asked = call.value;
      return store.resource(keyOf(asked), (shelf) => ask(shelf, asked), textOf);
    },
    (resource, listener) => steady.follow(plain.value, resource, listener),
  );
  return { ...followed, call };
}

/** The list of a call, kept up to date; and when its answer has arrived. */
export function useList<Item extends Identified>(
  partsOf: () => ListParts<Item>,
): { readonly list: ComputedRef<List<Item>>; readonly arrived: () => Promise<void> } {
  const maker = createListMaker<Item>();
  const parts = computed(partsOf);
  const { call, value, store, arrived } = useCall<Answer>(() => parts.value.call, askShelf, textOfAnswer);
  return { list: computed(() => maker.make(store.value, value.value, { ...parts.value, call: call.value })), arrived };
}

/**
 * The list of a call whose default count is the fallback's length.
 *
 * @param name of the shelf's method
 * @param options of the composable: the request, the fallback and `resolve`
 * @param about what the call is about
 */
export function useCatalogList(
  name: ShelfCall['name'],
  options: MaybeRefOrGetter<object> | undefined,
  about?: () => ShelfCall['about'],
): ReturnType<typeof useList<never>> {
  return useList<never>(() => {
    const { fallback, resolve, ...request } = (toValue(options) ?? {}) as ListOptions;
    return { call: { name, about: about?.(), request: sizedRequest(request, fallback) }, fallback, resolve } as unknown as ListParts<never>;
  });
}
