import { createContext, createElement, type ReactElement, type ReactNode, useContext } from 'react';
import { type ShelfSource, type ShelfStore, shelfStoreOf } from './shelf-store.js';

const ShelfContext = createContext(shelfStoreOf(null));

/** `OnshelfProvider`'s properties. */
export interface OnshelfProviderProps {
  /**
   * What `createShelf()` gave: the promise as it is, or the shelf. Make it once, outside components. null on the server, and in
   * the browser as long as there is none: hooks below show their fallbacks.
   */
  readonly shelf: ShelfSource;
  /** The part of the page whose hooks use this shelf. */
  readonly children?: ReactNode;
}

/**
 * Gives the hooks below it their shelf. Owns nothing: unmounting does not close the shelf, nor does StrictMode's double mounting
 * open two.
 *
 * @example
 * const shelf = typeof window === 'undefined' ? null : createShelf({ pack: '/pack/pack.json' });
 * <OnshelfProvider shelf={shelf}>...</OnshelfProvider>
 */
export function OnshelfProvider({ shelf, children }: OnshelfProviderProps): ReactElement {
  return createElement(ShelfContext.Provider, { value: shelfStoreOf(shelf), children });
}

/** The store of the nearest provider; the one of no shelf where there is none. */
export function useShelfStore(): ShelfStore {
  return useContext(ShelfContext);
}
