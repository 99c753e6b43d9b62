import { isSignalled } from '../../core/page/is-signalled.js';
import { within } from '../../core/time/deadline.js';
import { storagePlaces } from '../../store/place/storage-place.js';
import type { ConsentHeard } from '../../types/consent.js';
import type { Health, ProfileKind } from '../../types/health.js';
import type { Note } from '../../types/note.js';
import type { Recorder } from '../../types/recorder.js';
import type { SealReport } from '../../types/results/seal-report.js';
import type { ShelfOptions } from '../../types/shelf.js';
import type { Link } from '../../worker/link.js';
import type { ConsentStore } from '../consent/consent-state.js';
import { CONTROLLED, heedsControl } from '../consent/stored-doubt.js';
import type { Guard } from '../failures/guard.js';
import type { ShelfStorage } from '../storage/shelf-storage.js';
import { modeOf } from './mode-of.js';

/** What `reportHealth` uses. */
export interface HealthParts {
  /** The page's build, for the diagnosis: were it imported there, it would become a file of its own. */
  readonly build: string;
  /** Name of the database. */
  readonly name: string;
  readonly consent: ConsentStore;
  readonly recorder: Pick<Recorder, 'counts'>;
  readonly link: Link;
  /** Whether the engine is sealed; null without the option. */
  readonly seal: () => SealReport | null;
  readonly guard: Guard;
  readonly storage: Pick<ShelfStorage, 'notebook' | 'opened' | 'loadFailure'>;
  /** Resolves when the engine has the pack, or failed to get it. */
  readonly opening: Promise<unknown>;
  /** Whose profile it is. */
  readonly profile: ProfileKind;
  /** Of `createShelf()`. */
  readonly options: Partial<ShelfOptions>;
}

/** The browser's signal, where the page does not honour it for storage. */
const SIGNALLED: Note = {
  code: 'privacy-control',
  message: 'The browser sends Global Privacy Control or Do Not Track. Nothing is sold or shared; what is stored is left to the consent.',
};
/** While a gift is looked for, or a visit is not the shopper's. */
const SET_ASIDE: Note = {
  code: 'set-aside',
  message: 'What is done in this tab is set aside: it counts in lists of this tab, and does not join the profile, until setAside(null).',
};
/** Milliseconds that the report waits for the pack. */
const OPENING_DEADLINE = 1000;

/** Returns the state of a shelf, of its page and its engine. */
export async function reportHealth(parts: HealthParts): Promise<Health> {
  const { recorder, link, guard, storage } = parts;
  const { consent } = parts.consent.state;
  const engine = await guard.run(
    'health',
    async () => {
      // A pack that takes longer is reported, not awaited.
      await within(parts.opening, OPENING_DEADLINE);
      return link.call('health', null);
    },
    (why) => ({ pack: null, scorer: null, notes: [why] }),
  );
  const { state } = parts.consent;
  const { report } = state;
  const { forgets } = (consent === 'granted' && storage.notebook.read()) || {};
  const consentHeard = heardBy(parts.options.consentHeard);
  const notes = [...(consentHeard?.notes ?? []), ...state.notes, ...link.notes, ...engine.notes];
  if (state.unfinished !== undefined) notes.push(state.unfinished);
  if (state.doubt && consent === 'unknown') notes.push(state.doubt);
  if (isSignalled() && !notes.some(({ code }) => code === SIGNALLED.code)) notes.push(heedsControl(parts.options) ? CONTROLLED : SIGNALLED);
  if (forgets?.length)
    notes.push({ code: 'unfinished', message: `Requests to forget that are not carried out in the log yet: ${forgets.length}.` });
  if (state.aside) notes.push(SET_ASIDE);
  const counts = recorder.counts();
  const restsUntil = storage.opened?.connection.restsUntil ?? 0;
  const { place, rung } = storage.opened?.ladder ?? { place: storagePlaces(parts.name)[0], rung: 0 };
  return {
    consent,
    consentHeard,
    profile: parts.profile,
    mode: modeOf(state, recorder),
    rung: Math.max(rung, restsUntil > 0 ? 3 : 0),
    storage: consent === 'granted' ? { ...place, encrypted: report?.encrypted ?? false } : null,
    restsUntil,
    engine: link.place,
    sealed: parts.seal(),
    backend: engine.scorer?.backend ?? null,
    ...engine,
    notes,
    ...counts,
    lostEvents: counts.lostEvents + (report?.lost ?? state.lostLog?.events ?? 0) + state.gone,
    lastError: guard.lastError ?? storage.opened?.lastError ?? storage.loadFailure ?? null,
  };
}

/** What the option returns; null if it throws or is no function. */
function heardBy(consentHeard: ShelfOptions['consentHeard']): ConsentHeard | null {
  try {
    return consentHeard?.() ?? null;
  } catch {
    // The page's own function failed: nothing is known of banners.
    return null;
  }
}
