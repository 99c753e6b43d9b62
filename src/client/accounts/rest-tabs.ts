import type { TabMessage, Tabs } from '../opening/join-tabs.js';

/**
 * Leaves the channel while the page is in the browser's back/forward cache, where any message would throw it away.
 *
 * @param isWatchful whether it still hears of withdrawals, and is thrown away by one: for what it could not look up when it comes back
 * @param hear carries out a message
 * @param restored called when the page comes back
 * @returns a function that stops
 */
export function restTabs(
  tabs: Pick<Tabs, 'join' | 'leave' | 'hearWithdrawals'>,
  isWatchful: () => boolean,
  hear: (message: TabMessage) => void,
  restored: () => void,
): () => void {
  let watch: BroadcastChannel | null = null;
  const moved = ({ type, persisted }: PageTransitionEvent): void => {
    if (!persisted) return;
    watch?.close();
    watch = type === 'pagehide' && isWatchful() ? tabs.hearWithdrawals(hear) : null;
    if (type === 'pagehide') {
      tabs.leave();
      return;
    }
    tabs.join();
    restored();
  };
  for (const type of ['pagehide', 'pageshow'] as const) globalThis.addEventListener?.(type, moved);
  return () => {
    watch?.close();
    for (const type of ['pagehide', 'pageshow'] as const) globalThis.removeEventListener?.(type, moved);
  };
}
