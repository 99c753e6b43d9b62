import { createContext, createElement, type ReactElement, type ReactNode, useContext } from 'react';
import { type ShelfSource, type ShelfStore, shelfStoreOf } from '../binding/shelf-store.js';

const ShelfContext = createContext(shelfStoreOf(null));

/** Properties of `OnshelfProvider`. */
export interface OnshelfProviderProps {
  /**
   * The result of `createShelf()`: the promise or the shelf. Create it once, outside components. null on the server, and in the browser until
   * there is one: the hooks then return their fallbacks.
   */
  readonly shelf: ShelfSource;
  /** Components whose hooks use this shelf. */
  readonly children?: ReactNode;
}

/**
 * Provides the shelf to the hooks below it. It does not own the shelf: unmounting does not close it, and StrictMode's double mounting does not
 * open two.
 *
 * @example
 * const shelf = typeof window === 'undefined' ? null : createShelf({ pack: '/pack/pack.json' });
 * <OnshelfProvider shelf={shelf}>...</OnshelfProvider>
 */
export function OnshelfProvider({ shelf, children }: OnshelfProviderProps): ReactElement {
  return createElement(ShelfContext.Provider, { value: shelfStoreOf(shelf), children });
}

/** The store of the nearest provider; an empty one without a provider. */
export function useShelfStore(): ShelfStore {
  return useContext(ShelfContext);
}
