'use client';
import { createShelf } from 'onshelf';
import { defineElements } from 'onshelf/elements';
import { OnshelfProvider } from 'onshelf/react';

// One for the whole visit, and none on the server, which serves everybody.
const shelf = typeof window === 'undefined' ? null : createShelf({ pack: '/pack/pack.json' });

// For <onshelf-panel>.
if (shelf !== null) defineElements(shelf);

export const ShopShelf = ({ children }) => <OnshelfProvider shelf={shelf}>{children}</OnshelfProvider>;
