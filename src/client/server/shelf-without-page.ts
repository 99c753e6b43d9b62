import { warnOnce } from '../../core/text/warn-once.js';
import type { ChangeResult } from '../../types/change-result.js';
import type { Health } from '../../types/health.js';
import type { Note } from '../../types/note.js';
import type { ProfileSnapshot, Shelf } from '../../types/shelf.js';
import { createListCalls } from '../calls/create-list-calls.js';
import { createConsentStore } from '../consent/consent-state.js';
import type { Guard } from '../failures/guard.js';

/** Why nothing is done, and what to do. */
const NO_PAGE: Note = Object.freeze({
  code: 'no-page',
  message:
    'createShelf() needs a page, and there is no document here. This shelf records nothing, and its lists are the `fallback`. ' +
    'A server, which serves everybody, renders the fallback: call createShelf() in the browser.',
});

/**
 * The shelf of a server, or of anything else without a document: it is the same for everybody, keeps nothing, opens nothing and starts no
 * timer. Its lists are the fallback. The console says so once.
 *
 * @param fallback item ids in the shop's own order
 * @param build the library's build
 */
export function shelfWithoutPage(fallback: readonly string[], build: string): Shelf {
  warnOnce('createShelf', NO_PAGE.code, NO_PAGE.message);
  const { code: reason, message } = NO_PAGE;
  /** Makes no call, and gives the substitute for its result. */
  const guard: Pick<Guard, 'run'> = {
    run: (async (_part: string, _step: unknown, otherwise?: (why: Note) => unknown) => otherwise?.(NO_PAGE)) as Guard['run'],
  };
  const never = (): Promise<never> => Promise.reject(new Error(message));
  const refused = async (): Promise<ChangeResult> => ({ done: false, reason, message });
  const nothing = async (): Promise<null> => null;
  const health = async (): Promise<Health> => ({
    consent: 'unknown',
    mode: 'none',
    rung: 0,
    storage: null,
    restsUntil: 0,
    engine: 'failed',
    sealed: null,
    backend: null,
    scorer: null,
    rejectedEvents: {},
    duplicateEvents: 0,
    clampedEvents: 0,
    storedEvents: 0,
    unstoredEvents: 0,
    lostEvents: 0,
    pack: null,
    notes: [NO_PAGE],
    consentHeard: null,
    profile: 'guest',
    lastError: { part: 'createShelf', ...NO_PAGE },
  });
  const inspect = async (): Promise<ProfileSnapshot> => ({
    consent: 'unknown',
    mode: 'none',
    paused: false,
    profile: 'guest',
    complete: true,
    events: [],
    bought: [],
    hidden: [],
    searches: [],
    retention: null,
  });
  const notKept = async (): ReturnType<Shelf['track']> => ({ kept: 'no', reason });
  return {
    track: notKept,
    feedback: notKept,
    ...createListCalls({ guard, link: { call: never }, consent: createConsentStore(), recorder: { flush: never } }, fallback),
    explain: nothing,
    quiz: nothing,
    measure: nothing,
    segments: async () => ({ model: 'fallback', categories: [], brands: [] }),
    nextBest: async () => ({ recommendationId: '', model: 'fallback', slots: [], notes: [NO_PAGE] }),
    items: async () => ({ total: 0, items: [] }),
    health,
    diagnose: async (page = {}) => ({
      build,
      consent: 'unknown',
      health: await health(),
      ids: null,
      lists: [],
      page,
      findings: [NO_PAGE],
    }),
    profile: {
      inspect,
      forget: refused,
      export: async () => ({ done: false, reason, message }),
      edit: refused,
      setAside: refused,
      import: refused,
      pause: refused,
      resume: refused,
      erase: refused,
    },
    privacy: {
      receipt: async () => ({ requests: [], complete: true, notes: [] }),
      pictures: async () => ({ size: 0, ids: [], notes: [NO_PAGE], urlOf: () => null, draw: async () => false }),
      leak: async () => ({ bits: null, possible: null, lists: [], guesses: [], notes: [NO_PAGE] }),
      describe: async () => ({ language: '', title: '', sections: [], notes: [NO_PAGE] }),
    },
    switchProfile: refused,
    consent: { state: 'unknown', set: refused, receipt: nothing },
    subscribe: () => () => {},
    onSegmentChange: () => () => {},
    close: async () => {},
  };
}
