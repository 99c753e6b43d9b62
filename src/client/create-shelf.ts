import { markedOff, untilOn } from '../core/page/off-page.js';
import { Address, activated, page } from '../core/page/platform.js';
import { bareObject, ownMembers } from '../core/text/bare-object.js';
import { BUILD } from '../core/version.js';
import { createRecorder } from '../record/recorder.js';
import type { CatalogItem } from '../types/catalog-item.js';
import type { ProfileKind } from '../types/health.js';
import type { Note } from '../types/note.js';
import type { Recorder } from '../types/recorder.js';
import type { PlainShelf, ProfileShelf, Shelf, ShelfOptions } from '../types/shelf.js';
import { createAside } from './aside/create-aside.js';
import { createFurtherCalls } from './calls/create-further-calls.js';
import { createListCalls } from './calls/create-list-calls.js';
import { createProfileCalls } from './calls/create-profile-calls.js';
import { unnote } from './calls/forget-events.js';
import { type ConsentControl, createConsentControl, noteLength, overruleGrant } from './consent/consent-control.js';
import { CONSENTS, createConsentStore } from './consent/consent-state.js';
import type { Decision } from './consent/keep-receipt.js';
import { recallConsent, standingRefusal } from './consent/recall-consent.js';
import { recallPause } from './consent/set-paused.js';
import { CONTROLLED, heedsControl, storedDoubt } from './consent/stored-doubt.js';
import { syncEngine } from './consent/sync-engine.js';
import { createGuard } from './failures/guard.js';
import { safeCalls } from './failures/safe-calls.js';
import { dropStaleAside } from './off/drop-stale-aside.js';
import { incompatibleWith } from './off/incompatible-with.js';
import { shelfOfOffPage } from './off/shelf-of-off-page.js';
import { closeShelf } from './opening/close-shelf.js';
import { createNotifier } from './opening/create-notifier.js';
import { createTrack } from './opening/create-track.js';
import { joinTabs } from './opening/join-tabs.js';
import { loadLater } from './opening/load-later.js';
import { openPack } from './opening/open-pack.js';
import { receiveMessage } from './opening/receive-message.js';
import { type EngineStart, startEngine } from './opening/start-engine.js';
import type { TabMessage } from './opening/tell-tabs.js';
import { withSegmentChanges } from './segments/with-segment-changes.js';
import { createShelfStorage } from './storage/create-shelf-storage.js';
import { withGuest } from './with-guest.js';

/** What opening a profile uses. */
interface OpenParts {
  readonly start: EngineStart;
  /** Item ids in the fallback order. */
  readonly fallback: readonly string[];
  /** Called when somebody else is at the device. */
  readonly heed: (() => void) | undefined;
  /** Whether nothing may be done on the page now. May throw: then nothing may. */
  readonly isOff: () => boolean;
}

/**
 * Opens the shelf: starts the worker, reads the pack in the background, and records from the first call on.
 *
 * @typeParam Item fields of the shop's own feed; nothing checks them
 * @param given see `ShelfOptions`; unknown names are reported once on the console
 * @returns the shelf; never rejects: on a failure, and without a page, as on a server, lists are in the `fallback` order, and `health()`
 * reports the reason
 * @example
 * const shelf = await createShelf({ pack: '/pack/pack.json' });
 * shelf.track('view_item', { items: [{ item_id: 'tent-014' }] });
 * const { items } = await shelf.recommend({ scenario: 'home', count: 12 });
 */
export function createShelf<Item extends Partial<CatalogItem> = CatalogItem>(given: ShelfOptions): Promise<Shelf<Item>> {
  return openShelfOver(given, {
    createWorker: (workerUrl) => {
      if (workerUrl !== undefined) return new Worker(workerUrl, bareObject({ type: 'module' as const }));
      // Bundlers recognise this very expression, and include the worker.
      if (typeof URL === 'function') return new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
      // A page has a variable of that name.
      return new Worker(new Address('./worker.js', import.meta.url), { type: 'module' });
    },
    importInline: () => import('../worker/worker.js'),
  });
}

/**
 * Opens a shelf over an engine.
 *
 * @param given the options of the shop
 * @param start how the engine is started
 * @internal
 */
export async function openShelfOver<Item extends Partial<CatalogItem>>(given: ShelfOptions, start: EngineStart): Promise<Shelf<Item>> {
  const options = ownMembers(given) as Partial<ShelfOptions>;
  const fallback = Array.isArray(options.fallback) ? options.fallback : [];
  const whyOff = (): Note | null => markedOff(options.page);
  const isOff = (): boolean => whyOff() !== null;
  let opened: PlainShelf | undefined;
  const offShelf = (why: Note, call?: string): Shelf => shelfOfOffPage(options, fallback, why, call, opened?.consent.state);
  const safe = <Of extends object>(shelf: Of, isOff = whyOff): Of => safeCalls(shelf, isOff, offShelf);
  const open = async (): Promise<Shelf> => {
    if (page === null) return safe((await import('./server/shelf-without-page.js')).shelfWithoutPage(fallback, BUILD), () => null);
    await activated();
    const off = whyOff();
    if (off !== null) {
      dropStaleAside(options.name);
      return safe(offShelf(off), () => null);
    }
    opened = await withGuest(options, (of, name, profile, heed) => openProfile(of, name, profile, { start, fallback, heed, isOff }));
    return withSegmentChanges(safe(opened), isOff);
  };
  return open().catch((error) => safe(offShelf(incompatibleWith(error)), () => null)) as Promise<Shelf<Item>>;
}

/** Opens the shelf of one profile. Never rejects. */
async function openProfile(
  options: Partial<ShelfOptions>,
  name: string,
  profile: ProfileKind,
  { start, fallback, heed, isOff }: OpenParts,
): Promise<ProfileShelf> {
  const later = loadLater();
  const guard = createGuard();
  // Joined before consent is recalled: a refusal in another tab must not fall between the two.
  const tabs = joinTabs(name);
  const consent = createConsentStore(({ consent, closed }) => tabs.admit(consent === 'granted' && !closed));
  let recorder: Recorder | undefined;
  let consentControl: ConsentControl | undefined;
  const storage = createShelfStorage(
    name,
    {
      onErased: (until) => {
        if (consent.state.consent === 'granted') void consentControl?.follow('unknown', until);
      },
      onRefused: () => void consentControl?.heed(),
      onEmptied: () => void consentControl?.lose(),
      onMoved: (adopt) => recorder && adopt(recorder),
      onMended: () => {
        if (consent.state.consent === 'granted') void recorder?.storeHeld().then(() => syncEngine(parts));
      },
    },
    loadLater,
  );
  const named = CONSENTS.find((known) => known === options.consent) ?? 'unknown';
  const said = named === 'granted' && heedsControl(options) ? 'unknown' : named;
  if (said !== named) overruleGrant(consent, CONTROLLED);
  // The option counts, unless the shopper decided otherwise.
  const refused = standingRefusal(name, storage)?.word === 'denied';
  const doubt = storedDoubt(options, storage);
  consent.dispatch({ kind: 'find', doubt });
  const recalls = refused || (said === 'unknown' && options.recallConsent !== false && doubt === null);
  const recalled = recalls ? await recallConsent({ name, options, consent, storage }, loadLater) : said;
  consent.dispatch({ kind: 'apply', consent: recalled });

  const listeners = new Set<(note?: Note) => void>();
  const notify = createNotifier(tabs, listeners);
  const { link, seal } = startEngine(options, start, isOff);
  const opening = guard.run('the pack', () => openPack({ options, link, storage, notify, isStored: recalled === 'granted' }));
  // Pages that show the fallback order ask again.
  void opening.then(() => notify());
  // Nothing can be stored before that chunk is there, so nothing is lost by waiting for it.
  const idReader =
    options.itemId === undefined
      ? undefined
      : loadLater().then(
          (part) => part.createIdReader(options.itemId),
          () => String,
        );
  recorder = createRecorder({
    consent: recalled,
    connection: storage.connection,
    now: Date.now,
    idReader,
    onLeaving: () => noteLength(parts),
    onKept: (event, held) => {
      if (held) void guard.run('the engine', () => link.call('observe', { event }));
      notify(!held);
    },
  });
  const aside = createAside(recorder, { name, consent, guard, link, storage, idReader, notify, loadPart: loadLater });
  recorder = aside.recorder;
  const withIds: Parameters<typeof createListCalls>[0]['withIds'] =
    idReader && (async (call, ask) => (await loadLater()).withFeedIds(await idReader, call, ask));
  const parts = {
    build: BUILD,
    name,
    profile,
    options,
    isOff,
    idReader,
    withIds,
    storage,
    recorder,
    aside,
    link,
    seal,
    tabs,
    guard,
    opening,
    notify,
    consent,
    listeners,
    decided: (made: Decision) => loadLater().then((part) => part.keepReceipt(parts, made)),
  };
  recallPause(parts);
  aside.recall();
  const control = createConsentControl(parts);
  consentControl = control;
  if (said === 'granted' && refused) overruleGrant(consent);
  // An earlier page may have left a refusal unfinished.
  void control.finish();
  // The option counts like the shopper's own decision: stored for the next visit, or erasing the data of earlier ones.
  let attached: Promise<unknown> | undefined;
  if (said !== 'unknown' && !refused) attached = control.set(said, { by: 'page' });
  else if (recalled === 'granted') attached = syncEngine(parts);
  if (storage.notebook.read()?.forgets)
    void Promise.all([loadLater(), attached])
      .then(([part]) => part.finishForgetting(parts, unnote))
      // Until a later page finishes it, `health()` says `unfinished`.
      .catch(() => {});
  const attaching = { ...parts, attached };
  const receive = (message: TabMessage): void => {
    // Its code is loaded, and the next profile opened.
    if (message.kind === 'profile') void untilOn(isOff).then(heed);
    else void receiveMessage(attaching, control, message);
  };
  tabs.listen(receive);
  later
    .then((part) => {
      part.checkOptions(options, consent.state);
      part.followHistory(parts, control, receive);
      part.followLearning(options, parts);
      part.watchRequests(link);
    })
    // A file that cannot be loaded is reported by storage, which needs it too.
    .catch(() => {});

  const { import: importProfile, edit, setAside, consentReceipt, ...furtherCalls } = createFurtherCalls(parts, loadLater);
  return {
    ...createTrack(guard, recorder),
    ...createListCalls(parts, fallback),
    ...furtherCalls,
    profile: createProfileCalls(attaching, control, { import: importProfile, edit, setAside, consentReceipt }),
    consent: {
      get state() {
        return consent.state.consent;
      },
      set: control.set,
      receipt: consentReceipt,
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => closeShelf(parts, control, later),
  };
}
