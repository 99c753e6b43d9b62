import { bareObject, ownMembers } from '../core/text/bare-object.js';
import { within } from '../core/time/deadline.js';
import { createRecorder } from '../record/recorder.js';
import type { CatalogItem } from '../types/catalog-item.js';
import type { Shelf, ShelfOptions } from '../types/shelf.js';
import { connectEngine } from '../worker/link.js';
import { createFurtherCalls } from './calls/create-further-calls.js';
import { createListCalls } from './calls/list-calls.js';
import { unnote } from './calls/profile-calls.js';
import { CONSENTS, type ConsentControl, createConsentControl, refusedByShopper } from './consent/consent-control.js';
import { recallConsent, standingRefusal } from './consent/recall-consent.js';
import { recallPause } from './consent/set-paused.js';
import { createGuard } from './failures/guard.js';
import { closeShelf } from './opening/close-shelf.js';
import { hearTab } from './opening/hear-tab.js';
import { loadLater } from './opening/load-later.js';
import { createShelfStorage } from './storage/create-shelf-storage.js';
import { noteWitness } from './storage/log-witness.js';
import { type ShelfParts, syncEngine } from './storage/shelf-parts.js';
import { joinTabs } from './tabs/tabs.js';

const DEFAULT_NAME = 'onshelf';
const STORAGE_DEADLINE_MS = 1000;

/**
 * Opens the shelf: starts the worker, reads the pack in the background, and is ready to record at once.
 *
 * @typeParam Item what the shop says of its own feed, such as which fields every item has; nothing checks it
 * @param given see `ShelfOptions`; names that are not known are told once on the console
 * @returns the shelf; never rejects: what cannot be had is made up for by `fallback`, and `health()` says why
 * @example
 * const shelf = await createShelf({ pack: '/pack/pack.json' });
 * shelf.track('view_item', { items: [{ item_id: 'tent-014' }] });
 * const { items } = await shelf.recommend({ scenario: 'home', count: 12 });
 */
export async function createShelf<Item extends Partial<CatalogItem> = CatalogItem>(given: ShelfOptions): Promise<Shelf<Item>> {
  const options = ownMembers(given) as Partial<ShelfOptions>;
  loadLater()
    .then((part) => part.checkOptions(options))
    .catch(() => {});
  const name = options.name ?? DEFAULT_NAME;
  const guard = createGuard();
  // Joined before consent is recalled: a refusal in another tab must not fall between the two.
  const tabs = joinTabs(name);
  let parts: ShelfParts | undefined;
  let consentControl: ConsentControl | undefined;
  const storage = createShelfStorage(
    name,
    {
      onErased: (until) => {
        if (parts?.consent === 'granted') void consentControl?.follow('unknown', until);
      },
      onRefused: () => void consentControl?.heed(),
      onEmptied: () => void consentControl?.lose(),
      onMoved: (events) => parts?.recorder.adopt(events),
      onMended: () => {
        if (parts?.consent === 'granted') void parts.recorder.storeHeld().then(() => parts && syncEngine(parts));
      },
    },
    loadLater,
  );
  const said = CONSENTS.find((known) => known === options.consent) ?? 'unknown';
  // What the page says counts, unless the shopper said otherwise themselves.
  const refused = standingRefusal(name, storage)?.word === 'denied';
  const recalls = refused || (said === 'unknown' && options.recallConsent !== false);
  const recalled = recalls ? await recallConsent(name, storage, loadLater) : said;

  const listeners = new Set<() => void>();
  let [telling, tellOthers] = [false, false];
  /** Once for all that happened in a turn: a message to other tabs costs more than an event. */
  const notify = (others = false): void => {
    tellOthers ||= others;
    if (telling) return;
    telling = true;
    queueMicrotask(() => {
      if (tellOthers) tabs.tell({ kind: 'changed' });
      telling = tellOthers = false;
      for (const listener of listeners) queueMicrotask(listener);
    });
  };
  const link = connectEngine(
    // Bundlers know this very form of words, and take the worker along.
    () =>
      options.workerUrl === undefined
        ? new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })
        : new Worker(options.workerUrl, bareObject({ type: 'module' as const })),
    () => import('../worker/worker.js'),
  );
  const opening = guard.run<unknown>(
    'the pack',
    async () => {
      // Not by a <base>, which whoever writes into the page may add.
      const packUrl = new URL(`${options.pack}`, location.href).href;
      // The pack may lie there. Storage that is slow to open is not waited for: it is attached when it comes.
      if (recalled === 'granted') await within(storage.grant(Date.now()), STORAGE_DEADLINE_MS);
      return link.call('open', {
        packUrl,
        redirectOrigins: options.packOrigins ?? [],
        backend: options.backend ?? 'auto',
        place: storage.connection.openNow() && storage.ladder.place,
      });
    },
    () => null,
  );
  // A page that shows the shop's own list asks again.
  void opening.then(() => notify());
  const recorder = createRecorder({
    consent: recalled,
    connection: storage.connection,
    now: Date.now,
    loadAdopting: async () => (await loadLater()).adoptEvents,
    onLeaving: () => parts && noteWitness(parts),
    onKept: (event, held) => {
      if (held)
        void guard.run<unknown>(
          'the engine',
          () => link.call('observe', { event }),
          () => null,
        );
      notify(!held);
    },
  });
  parts = {
    name,
    storage,
    recorder,
    link,
    tabs,
    guard,
    opening,
    notify,
    consent: recalled,
    paused: false,
    closed: false,
    notes: [],
    unfinished: null,
    closing: [() => listeners.clear()],
  };
  recallPause(parts);
  consentControl = createConsentControl(parts);
  if (said === 'granted' && refused) refusedByShopper(parts);
  // What an earlier page had no time for.
  void consentControl.finish();
  // The shop's word is as good as the shopper's own: kept for the next visit, or erasing what earlier visits left.
  if (said !== 'unknown' && !refused) parts.attached = consentControl.set(said, { by: 'page' });
  else if (recalled === 'granted') parts.attached = syncEngine(parts);
  if (storage.notebook.read()?.forgets)
    void Promise.all([loadLater(), parts.attached])
      .then(([part]) => parts && part.finishForgetting(parts, unnote))
      .catch(() => {});
  tabs.listen((message) => void hearTab(parts as ShelfParts, consentControl as ConsentControl, message));

  const track: Shelf['track'] = async (event, parameters, time) =>
    parts.paused ? { kept: 'no', reason: 'paused' } : recorder.track(event, parameters, time);
  const shelf: Shelf = {
    track,
    feedback: (itemId, kind) => track('feedback', { items: [{ item_id: itemId }], kind }),
    ...createListCalls(parts, Array.isArray(options.fallback) ? options.fallback : []),
    ...createFurtherCalls(parts, consentControl, loadLater),
    consent: {
      get state() {
        return parts.consent;
      },
      set: consentControl.set,
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => closeShelf(parts as ShelfParts),
  };
  return shelf as Shelf<Item>;
}
