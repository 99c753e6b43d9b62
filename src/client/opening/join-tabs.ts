import { accountKey } from '../../core/page/profile-note.js';
import { isMessage, readTold, type TabMessage, tellTabs, toldKey } from './tell-tabs.js';

/** What a tab hears of the others, and tells them. */
export interface Tabs {
  /** Tells the other tabs. Never throws. */
  tell(message: TabMessage): void;
  /** Delivers the messages received so far, then new ones. */
  listen(hear: (message: TabMessage) => void): void;
  /** Opens the channel with consent, and closes it without: its name is a trace. */
  admit(granted: boolean): void;
  /** Leaves the channel while the page is in the browser's back/forward cache, and joins again. */
  rest(resting: boolean): void;
  close(): void;
}

/**
 * Joins the other tabs of this shop. What the shopper decides is told by an entry of localStorage that is removed at once; with consent
 * by a channel too, which also tells of events. So the same may be heard twice. Messages that arrive before there is a listener are kept.
 *
 * @param name the database's name: tabs with the same name belong to the same shopper
 */
export function joinTabs(name: string): Tabs {
  const early: TabMessage[] = [];
  let deliver = (message: TabMessage): void => void early.push(message);
  let channel: BroadcastChannel | null = null;
  let admitted = false;
  let resting = false;
  const admit = (granted: boolean): void => {
    admitted = granted;
    if (!admitted || resting) {
      channel?.close();
      channel = null;
    } else if (channel === null) {
      try {
        channel = new BroadcastChannel(`onshelf:${name}`);
        channel.onmessage = ({ data }: MessageEvent<unknown>) => channel && isMessage(data) && deliver(data);
      } catch {
        // Not available, or refused like all storage, as Firefox does.
      }
    }
  };
  const heard = ({ key, newValue }: StorageEvent): void => {
    // Who is there is noted with their consent, also by the script tag before anything is loaded.
    const message = key === accountKey(name) ? ({ kind: 'profile' } as const) : key === toldKey(name) ? readTold(newValue) : undefined;
    if (message) deliver(message);
  };
  globalThis.addEventListener?.('storage', heard);
  return {
    tell: (message) => {
      channel?.postMessage(message);
      if (message.kind !== 'changed') tellTabs(name, message, admitted);
    },
    listen: (hear) => {
      deliver = hear;
      early.forEach(hear);
    },
    admit,
    rest: (rests) => {
      resting = rests;
      admit(admitted);
    },
    close: () => {
      globalThis.removeEventListener?.('storage', heard);
      admit(false);
    },
  };
}
