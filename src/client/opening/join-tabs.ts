import type { Consent } from '../../types/consent.js';
import type { Forget, NotedForget } from '../../types/known.js';
import { CONSENTS } from '../consent/consent-state.js';

/**
 * Messages between the tabs of one shop. A missed refusal is noticed by the erasure that follows it. A frozen tab receives
 * messages late: `at` is the time when consent was granted or withdrawn, in milliseconds since 1970.
 */
export type TabMessage =
  | { readonly kind: 'changed' }
  | { readonly kind: 'consent'; readonly state: Consent; readonly at: number }
  | { readonly kind: 'pause'; readonly paused: boolean }
  /** Another profile is at the device: an account's id and salt, or a guest (null). */
  | { readonly kind: 'profile'; readonly id: string | null; readonly salt: string | null }
  | { readonly kind: 'forget'; readonly what: Forget | NotedForget; readonly unfinished?: true };

/** The channel between tabs. */
export interface Tabs {
  /** Never throws. */
  tell(message: TabMessage): void;
  /** Delivers the messages received so far, then new ones. */
  listen(hear: (message: TabMessage) => void): void;
  /** Joins again after `leave()`. */
  join(): void;
  /** Leaves the channel: messages are neither sent nor received. */
  leave(): void;
  /** Opens a channel on which only messages that withdraw data are heard. The caller closes it; null: not available. */
  hearWithdrawals(hear: (message: TabMessage) => void): BroadcastChannel | null;
  close(): void;
}

/**
 * Joins the other tabs of this shop. Messages that arrive before there is a listener are kept.
 *
 * @param name the database's name: tabs with the same name belong to the same shopper
 */
export function joinTabs(name: string): Tabs {
  const early: TabMessage[] = [];
  let deliver = (message: TabMessage): void => void early.push(message);
  const open = (hear: (message: TabMessage) => void, kind = ''): BroadcastChannel | null => {
    try {
      const opened = new BroadcastChannel(`onshelf${kind}:${name}`);
      opened.onmessage = ({ data }: MessageEvent<unknown>) => isMessage(data) && hear(data);
      return opened;
    } catch {
      // Not available, or refused like all storage, as Firefox does.
      return null;
    }
  };
  const hearWithdrawals: Tabs['hearWithdrawals'] = (hear) => open(hear, '-withdrawn');
  let channel: BroadcastChannel | null = null;
  const join = (): void => {
    channel ??= open((message) => channel && deliver(message));
  };
  const leave = (): void => {
    channel?.close();
    channel = null;
  };
  join();
  return {
    tell: (message) => {
      channel?.postMessage(message);
      if (
        !channel ||
        !(message.kind === 'forget' || message.kind === 'profile' || (message.kind === 'consent' && message.state !== 'granted'))
      )
        return;
      const withdrawals = hearWithdrawals(() => {});
      withdrawals?.postMessage(message);
      withdrawals?.close();
    },
    listen: (hear) => {
      deliver = hear;
      early.forEach(hear);
    },
    join,
    leave,
    hearWithdrawals,
    close: leave,
  };
}

/** Whether data has the form of a message: other scripts and other versions may send anything on the channel. */
function isMessage(data: unknown): data is TabMessage {
  const { kind, state, at, paused, what, id, salt } = Object(data) as { readonly [field: string]: unknown };
  if (kind === 'consent') return CONSENTS.includes(state as Consent) && Number.isFinite(at);
  if (kind === 'profile') return isHex(id) && isHex(salt);
  if (kind === 'pause') return typeof paused === 'boolean';
  return kind === 'forget' ? Object(what) === what : kind === 'changed';
}

function isHex(value: unknown): boolean {
  return value === null || (typeof value === 'string' && /^[0-9a-f]{16,32}$/.test(value));
}
