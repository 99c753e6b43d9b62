import { noteAside, readAside } from '../../core/page/aside-note.js';
import type { IdReader } from '../../core/text/id-reader.js';
import { createRecorder } from '../../record/recorder.js';
import type { ShelfEvent } from '../../types/event.js';
import type { Recorder } from '../../types/recorder.js';
import type { AsideFrom } from '../../types/results/aside.js';
import type { Link } from '../../worker/link.js';
import type { ConsentStore } from '../consent/consent-state.js';
import type { Guard } from '../failures/guard.js';
import type { ShelfStorage } from '../storage/shelf-storage.js';
import type { keepAside, openAside } from './keep-aside.js';

/** What setting aside uses. */
export interface AsideParts {
  /** Name of the database. */
  readonly name: string;
  readonly consent: ConsentStore;
  readonly guard: Pick<Guard, 'run'>;
  readonly link: Pick<Link, 'call'>;
  readonly storage: Pick<ShelfStorage, 'connection' | 'notebook'>;
  readonly idReader?: Promise<IdReader> | undefined;
  notify(): void;
  /** Loads the code that seals what is set aside. */
  readonly loadPart: () => Promise<{ readonly keepAside: typeof keepAside; readonly openAside: typeof openAside }>;
}

/** Keeps what a shopper does apart from their profile, in this tab alone. */
export interface Aside {
  /** Records into the profile, or aside while that is on; nothing during a pause. */
  readonly recorder: Recorder;
  /** Events that are set aside. */
  held(): readonly ShelfEvent[];
  /**
   * Begins, or ends (null): then all that was set aside is gone. Whoever begins again keeps it.
   *
   * @returns whether it is noted for the next pages of the tab, if consent is granted
   */
  turn(from: AsideFrom | null, moved?: readonly ShelfEvent[]): boolean;
  /**
   * Goes on where an earlier page of the tab set aside, once storing is allowed.
   *
   * @param returned whether the page was shown again: another one may have ended it meanwhile
   */
  recall(returned?: boolean): void;
}

/** The log, which nothing that is set aside gets into. */
const NO_LOG: Parameters<typeof createRecorder>[0]['connection'] = {
  run: () => Promise.reject(new Error('set aside')),
  openNow: () => null,
};

/**
 * Puts a recorder of its own, in memory, in front of that of the profile.
 *
 * @param profile records into the profile
 * @param parts of the page
 */
export function createAside(profile: Recorder, { name, consent, guard, link, storage, idReader, notify, loadPart }: AsideParts): Aside {
  let side: Recorder | null = null;
  /** Counts what is to be kept, so that late work does not replace newer. */
  let round = 0;
  const isGranted = (): boolean => consent.state.consent === 'granted';
  const held = (): readonly ShelfEvent[] => side?.held() ?? [];
  /** Time of the consent that is noted for all pages. */
  const since = (): number | undefined => storage.notebook.read()?.since;

  const tell = (): void => {
    const { aside: from } = consent.state;
    const mine = ++round;
    void guard.run('the engine', () => link.call('aside', from ? { from, events: held() } : null));
    if (from && isGranted())
      void guard.run('aside', async () =>
        (await loadPart()).keepAside({ name, storage }, from, held(), () => mine === round && isGranted() && !consent.state.closed),
      );
    notify();
  };
  const turn: Aside['turn'] = (from, moved = held()) => {
    void side?.close();
    const mine =
      from && createRecorder({ consent: 'unknown', connection: NO_LOG, now: Date.now, idReader, onKept: () => side === mine && tell() });
    side = mine;
    consent.dispatch({ kind: 'aside', aside: from });
    if (moved.length > 0) void mine?.adopt(async ({ hold }) => moved.forEach(hold));
    const at = since();
    // What was noted is removed without consent too.
    const noted =
      from === null ? noteAside(name, null) : !isGranted() || (at !== undefined && noteAside(name, { from, since: at, sealed: '' }));
    tell();
    return noted;
  };

  return {
    recorder: {
      ...profile,
      track: async (...given) => {
        if (consent.state.paused) return { kept: 'no', reason: 'paused' };
        if (side === null) return profile.track(...given);
        const result = await side.track(...given);
        return result.kept === 'memory' ? { kept: 'memory', reason: 'set aside' } : result;
      },
      flush: async () => {
        await Promise.all([profile.flush(), side?.flush()]);
      },
      close: async () => {
        await Promise.all([profile.close(), side?.close()]);
      },
      restrict: (next, erasing) => {
        if (erasing && (side !== null || readAside(name, since()) !== null)) turn(null);
        profile.restrict(next, erasing);
      },
    },
    held,
    turn,
    recall: (returned) => {
      const note = readAside(name, since());
      if (!isGranted()) return;
      const { aside: from } = consent.state;
      if (note !== null && !from) {
        // What was tracked since the page opened, while it was not known yet.
        const moved = returned ? [] : [...profile.held()];
        if (moved.length > 0) profile.drop(() => true);
        turn(note.from, moved);
        const adopting = async ({ hold }: { hold(event: ShelfEvent): boolean }): Promise<void> => {
          await guard.run('aside', async () => (await (await loadPart()).openAside({ storage }, note.sealed)).forEach(hold));
        };
        if (note.sealed !== '') void side?.adopt(adopting);
      } else if (note === null && from) turn(returned ? null : from);
    },
  };
}
