'use client';
import { createShelf } from 'onshelf';
import { OnshelfProvider } from 'onshelf/react';
import type { ReactNode } from 'react';

const shelf = typeof window === 'undefined' ? null : createShelf({ pack: '/pack/pack.json' });

export const ShopShelf = ({ children }: { children: ReactNode }) => <OnshelfProvider shelf={shelf}>{children}</OnshelfProvider>;
