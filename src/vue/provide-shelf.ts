import {
  type App,
  type ComputedRef,
  computed,
  hasInjectionContext,
  type InjectionKey,
  inject,
  type MaybeRefOrGetter,
  provide,
  toRaw,
  toValue,
} from 'vue';
import { type ShelfSource, type ShelfStore, shelfStoreOf } from '../binding/shelf-store.js';

const SHELF: InjectionKey<ComputedRef<ShelfStore>> = Symbol('onshelf');

/**
 * Gives the composables their shelf: those of an app, or in `setup()` those of the components below. It does not own the shelf: unmounting does
 * not close it.
 *
 * @param shelf the result of `createShelf()`, the promise or the shelf, or a ref or getter of it; created once, outside components. null on the
 * server, and in the browser until there is one: the composables then return their fallbacks
 * @param app the app; without one, the component whose `setup()` calls this
 * @example
 * const shelf = typeof window === 'undefined' ? null : createShelf({ pack: '/pack/pack.json' });
 * provideShelf(shelf, app);
 */
export function provideShelf(shelf: MaybeRefOrGetter<ShelfSource>, app?: App): void {
  // A promise or a shelf works only as itself, not through the proxy of a reactive object.
  const store = computed(() => shelfStoreOf(toRaw(toValue(shelf))));
  if (app) app.provide(SHELF, store);
  else provide(SHELF, store);
}

/** The store of the shelf provided above; an empty one without it. */
export function injectShelfStore(): ComputedRef<ShelfStore> {
  const none = (): ComputedRef<ShelfStore> => computed(() => shelfStoreOf(null));
  return hasInjectionContext() ? inject(SHELF, none, true) : none();
}
