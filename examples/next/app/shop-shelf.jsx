'use client';
import { createShelf } from 'onshelf';
import { OnshelfProvider } from 'onshelf/react';

// One for the whole visit, and none on the server, which serves everybody.
export const shelf = typeof window === 'undefined' ? null : createShelf({ pack: '/pack/pack.json' });

export function ShopShelf({ children }) {
  return <OnshelfProvider shelf={shelf}>{children}</OnshelfProvider>;
}
