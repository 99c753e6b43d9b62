import type { Consent } from '../types/consent.js';

/** What tabs of one shop tell each other. A message lost costs freshness, never correctness: the log is the truth. */
export type TabMessage = { readonly kind: 'changed' } | { readonly kind: 'consent'; readonly state: Consent } | { readonly kind: 'erased' };

/** The line between tabs. */
export interface Tabs {
  tell(message: TabMessage): void;
  close(): void;
}

/**
 * Joins the other tabs of this shop.
 *
 * @param name the database's name: tabs that share it share a shopper
 * @param hear called with what another tab said
 */
export function joinTabs(name: string, hear: (message: TabMessage) => void): Tabs {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => {}, close: () => {} };
  const channel = new BroadcastChannel(`onshelf:${name}`);
  channel.addEventListener('message', (event: MessageEvent<TabMessage>) => hear(event.data));
  return {
    tell: (message) => channel.postMessage(message),
    close: () => channel.close(),
  };
}
