import { untilOn } from '../../core/page/off-page.js';
import { visibilityState } from '../../core/page/platform.js';
import type { Note } from '../../types/note.js';
import type { Recorder } from '../../types/recorder.js';
import type { Link } from '../../worker/link.js';
import type { ConsentControl } from '../consent/consent-control.js';
import { type PauseParts, setPaused } from '../consent/set-paused.js';
import { type SyncParts, syncEngine } from '../consent/sync-engine.js';
import type { Guard } from '../failures/guard.js';
import type { ShelfStorage } from '../storage/shelf-storage.js';
import type { Tabs } from './join-tabs.js';
import type { TabMessage } from './tell-tabs.js';

/** What `followHistory` uses. */
interface HistoryParts extends Omit<SyncParts, 'link' | 'storage'>, Omit<PauseParts, 'link' | 'storage' | 'notify'> {
  readonly tabs: Pick<Tabs, 'rest'>;
  readonly recorder: SyncParts['recorder'] & Pick<Recorder, 'held' | 'drop'>;
  readonly storage: SyncParts['storage'] & PauseParts['storage'] & Pick<ShelfStorage, 'opened'>;
  readonly link: Pick<Link, 'call' | 'closed'>;
  readonly guard: Pick<Guard, 'run'>;
  /** Whether nothing may be done on the page now. */
  readonly isOff: () => boolean;
  /** What is set aside in this tab. */
  readonly aside?: { recall(returned: true): void } | undefined;
  notify(others?: boolean, note?: Note): void;
}

const RESTORED: Note = {
  code: 'page-restored',
  message:
    'The browser restored the page as it was left: its lists may be out of date, and are made again. Without consent, what was in memory is forgotten.',
};

/**
 * Lets the browser keep the page in its back/forward cache, and catches up when it is restored. A page that holds a channel or a transaction there is
 * thrown away at the first message or conflict. So both are released as the page goes, and what other pages did meanwhile is looked up. Without consent
 * nothing is noted anywhere: whether something was withdrawn cannot be found out, so what the page held in memory ends with its being left.
 *
 * @param parts of an open shelf; stops when it is closed
 * @param receive carries out a message of another page
 */
export function followHistory(
  parts: HistoryParts,
  control: Pick<ConsentControl, 'hear' | 'heed'>,
  receive: (message: TabMessage) => void,
): void {
  const { consent, tabs, recorder, storage, link } = parts;
  const { closed } = link;
  if (typeof addEventListener === 'undefined' || closed.aborted) return;
  let left = 0;

  const letGo = (): void => {
    storage.opened?.connection.rest(true);
  };
  const rest = ({ persisted }: PageTransitionEvent): void => {
    if (!persisted || consent.state.closed) return;
    left = Date.now();
    // With events that could not be stored it goes on hearing: no note tells of what is withdrawn of them, and a message has the page thrown away.
    if (consent.state.consent !== 'granted' || recorder.held().length === 0) tabs.rest(true);
    // An engine that failed is reported by the link, in `health()`.
    void link.call('rest', true).catch(() => {});
    // Becoming hidden follows this event; what is tracked until then is still written.
    if (visibilityState() === 'hidden') letGo();
    else addEventListener('visibilitychange', letGo, { __proto__: null, once: true, signal: closed } as AddEventListenerOptions);
  };

  /** Consent and pause as they are now. */
  const catchUp = async (): Promise<void> => {
    await control.heed();
    // The shopper may see what is kept on a page that is off, too; what follows waits.
    void link.call('rest', false).catch(() => {});
    await untilOn(parts.isOff);
    const noted = storage.notebook.read();
    // Given in another page meanwhile.
    if (consent.state.consent !== 'granted' && (noted?.since ?? 0) >= left)
      await control.hear('granted', noted?.since ?? left, noted?.receipt);
    if (consent.state.consent !== 'granted') return;
    // Finds out whether the data is still there, and of the same consent. Storage that does not open is reported elsewhere.
    await storage.opened?.connection.run(async () => {}).catch(() => {});
    parts.aside?.recall(true);
    if ((noted?.paused ?? false) !== consent.state.paused) setPaused(parts, noted?.paused === true);
  };
  const restore = async ({ persisted }: PageTransitionEvent): Promise<void> => {
    if (!persisted || consent.state.closed) return;
    removeEventListener('visibilitychange', letGo);
    tabs.rest(false);
    if (consent.state.consent !== 'granted' && (storage.notebook.read()?.since ?? -1) < left) {
      recorder.drop(() => true);
      // As above.
      void link.call('hold', { events: [] }).catch(() => {});
    }
    // An account logged in meanwhile. Without one, what guests stored is looked up below.
    receive({ kind: 'profile' });
    storage.opened?.connection.rest(false);
    await parts.guard.run('page-restored', catchUp);
    await syncEngine(parts);
    parts.notify(false, RESTORED);
  };

  const shown = (event: PageTransitionEvent): void => void restore(event);
  addEventListener('pagehide', rest);
  addEventListener('pageshow', shown);
  closed.addEventListener('abort', () => {
    removeEventListener('pagehide', rest);
    removeEventListener('pageshow', shown);
    removeEventListener('visibilitychange', letGo);
  });
}
