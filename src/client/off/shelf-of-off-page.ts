import { profileName, readAccountId } from '../../core/page/profile-note.js';
import { isSomethingStored, noteRefusal, type RefusalKind, readRefusal } from '../../core/page/refusal-note.js';
import { whoActs } from '../../core/page/who-acts.js';
import { warnOnce } from '../../core/text/warn-once.js';
import { BUILD } from '../../core/version.js';
import type { ChangeResult } from '../../types/change-result.js';
import type { Consent } from '../../types/consent.js';
import type { Note } from '../../types/note.js';
import type { Shelf, ShelfOptions } from '../../types/shelf.js';
import { createFurtherCalls, type FurtherParts } from '../calls/create-further-calls.js';
import { createListCalls } from '../calls/create-list-calls.js';
import { CONSENTS, createConsentStore } from '../consent/consent-state.js';
import type { Guard } from '../failures/guard.js';

const COUNTS = { rejectedEvents: {}, duplicateEvents: 0, clampedEvents: 0, storedEvents: 0, unstoredEvents: 0, lostEvents: 0 };

/**
 * The shelf of a page on which nothing may be done, such as a checkout: it records nothing, opens nothing and requests nothing. Its lists are the
 * fallback. A refusal is noted all the same, if there is something to take back: the next page carries it out.
 *
 * @param options of `createShelf()`
 * @param fallback item ids in the shop's own order
 * @param why the reason, for `health()` and the console
 * @param part that cannot do its work, for the console: a call that is not made
 * @param consent as another shelf of the page knows it, whose call is not made
 */
export function shelfOfOffPage(
  options: Partial<ShelfOptions>,
  fallback: readonly string[],
  why: Note,
  part = 'page',
  consent: Consent = 'unknown',
): Shelf {
  const { code: reason, message } = why;
  warnOnce(reason === 'page-off' ? 'page' : part, reason, message);
  const guard = {
    lastError: null,
    run: async (_part: string, _step: unknown, otherwise?: (why: Note) => unknown) => otherwise?.(why),
  } as Guard;
  const store = createConsentStore();
  store.dispatch({ kind: 'apply', consent });
  const parts = {
    build: BUILD,
    options,
    profile: 'guest',
    guard,
    consent: store,
    recorder: { counts: () => COUNTS, held: () => [] },
    storage: {},
    link: { place: 'failed', notes: [] },
    seal: () => null,
  } as unknown as FurtherParts;
  const { import: refused, edit, setAside, consentReceipt, ...calls } = createFurtherCalls(parts, () => Promise.reject(why));
  const notKept = async (): ReturnType<Shelf['track']> => ({ kept: 'no', reason });
  const refuse = async (word?: RefusalKind, isSaid = false): Promise<ChangeResult> => {
    const shop = options.name ?? 'onshelf';
    const name = profileName(shop, readAccountId(shop));
    // If nothing was ever stored, a refusal is not noted, unless it is said to be the shopper's own.
    if (word === undefined || !(isSaid || isSomethingStored(name) || readRefusal(name))) return { done: false, reason, message };
    noteRefusal(name, { word, at: Date.now() });
    return { done: false, reason, message: `${message} It is noted, and the next page carries it out.` };
  };
  return {
    track: notKept,
    feedback: notKept,
    ...createListCalls({ guard, link: parts.link, consent: parts.consent, recorder: { flush: async () => {} } }, fallback),
    ...calls,
    health: async () => ({ ...(await calls.health()), mode: 'none' }),
    profile: {
      inspect: async () => ({
        consent,
        profile: 'guest',
        mode: 'none',
        paused: false,
        complete: false,
        events: [],
        bought: [],
        hidden: [],
        searches: [],
        retention: null,
      }),
      forget: () => refuse(),
      export: async () => ({ done: false, reason, message }),
      edit,
      setAside,
      import: refused,
      pause: () => refuse(),
      resume: () => refuse(),
      erase: () => refuse('erased'),
    },
    consent: {
      state: consent,
      set: (state, said) => {
        if (state === 'granted' || !CONSENTS.includes(state)) return refuse();
        const by = said?.by ?? whoActs();
        return state === 'denied' && by === 'shopper' ? refuse('denied', said?.by === by) : refuse('erased');
      },
      receipt: consentReceipt,
    },
    switchProfile: () => refuse(),
    subscribe: () => () => {},
    onSegmentChange: () => () => {},
    close: async () => {},
  };
}
