import { DEFAULT_COUNT } from '../core/default-count.js';
import { createListId } from '../core/events/list-id.js';
import { OnshelfError } from '../core/onshelf-error.js';
import { emptyProfile } from '../profile/fold-events.js';
import { createPackCache } from '../store/caches/pack-cache.js';
import { createScorerMemoryStore } from '../store/caches/scorer-memory-store.js';
import { mergeOrphanedDatabases } from '../store/recovery/merge-orphaned-databases.js';
import type { Answer } from '../types/answer.js';
import type { CatalogItem } from '../types/catalog-item.js';
import type { EngineFacts, ListFacts } from '../types/diagnosis.js';
import type { AttachReport, EngineHealth, OpenInput, SetAside, StorageInput } from '../types/engine.js';
import type { ShelfEvent } from '../types/event.js';
import type { Forget, ForgetReport, InspectOptions, Known, NotedForget } from '../types/known.js';
import type { ListCall } from '../types/list-call.js';
import type { Note } from '../types/note.js';
import type { Pack } from '../types/pack.js';
import type { Profile } from '../types/profile.js';
import type { ListRequest } from '../types/request.js';
import type { LearningPace } from '../types/scoring/learning-pace.js';
import type { PackStore } from '../types/scoring/pack-store.js';
import type { StoragePlace } from '../types/storage.js';
import { answerCall } from './answer-call.js';
import { momentOf, requestedCount } from './call/moment-of.js';
import { ownCall, ownRequest } from './call/own-call.js';
import { readCall } from './call/read-call.js';
import { noteList } from './diagnose/note-list.js';
import { forgetInLog } from './forget-in-log.js';
import { readKnown } from './known/read-known.js';
import { holdLearner } from './learning/hold-learner.js';
import type { ListContext } from './list/list-context.js';
import { createListMemory, type ListMemory } from './list/list-memory.js';
import { listNotes } from './list/list-notes.js';
import { tellNeutral } from './list/tell-neutral.js';
import type { PlacementLists } from './placements/placement-lists.js';
import { serveList } from './serve-list.js';
import { createShopper } from './state/create-shopper.js';
import { loadingStages } from './state/loading-stages.js';
import { keepLog } from './state/log-keeper.js';
import { noteOrphans } from './state/note-orphans.js';
import { createPackHolder } from './state/pack-holder.js';
import { createProfileReader } from './state/profile-reader.js';
import { warmParts } from './warm-parts.js';
import { withSearches } from './with-searches.js';

/** The whole pipeline. It runs on any thread. */
export interface Engine {
  /** Resolves when there is something to make lists from: the pack, or the items of its manifest. */
  open(input: OpenInput): Promise<EngineHealth>;
  /**
   * After `open`, resolves each time that lists have become better: of the items of the manifest, then of the pack, then with all texts. Rejects if
   * that cannot be.
   *
   * @returns whether that was the last time
   */
  loaded(): Promise<boolean>;
  attach(storage: StorageInput | null): Promise<AttachReport>;
  hold(events: readonly ShelfEvent[]): void;
  observe(event: ShelfEvent): void;
  /** Lets go of the log while the page is in the back/forward cache (true), or reads it again (false). */
  rest(resting: boolean): void;
  /** While paused, lists are made as for an unknown shopper; the profile can still be inspected and forgotten. */
  pause(paused: boolean): void;
  /** Sets what lists count that is in no log, and never will be. */
  aside(given: SetAside | null): void;
  /** Learns from the log in idle slices, or rests. Without a call nothing is learned. */
  learn(pace: LearningPace): Promise<void>;
  list(call: ListCall, signal: AbortSignal): Promise<Answer>;
  /** The inputs of the lazily loaded answers. */
  context(request: ListRequest): Promise<ListContext>;
  items(offset: number, count: number): Promise<{ total: number; items: CatalogItem[] }>;
  /** Everything known; what is computed of it too, unless that is left out. */
  inspect(options?: InspectOptions | null): Promise<Known>;
  /** Removes events from the log and from memory. */
  forget(what: Forget | NotedForget): Promise<ForgetReport>;
  health(): EngineHealth;
  /** The latest lists by their ids, the oldest first. */
  made: ListMemory['all'];
  /** What explains why lists are personal or not. */
  diagnose(): Promise<EngineFacts>;
  /** Closes the log and the scorer, and cancels pending work. No call may follow. */
  close(): void;
}

/**
 * Makes an engine.
 *
 * @param now returns milliseconds since 1970
 * @param allowed asks the page whether what the engine does by itself may begin; resolves when it may. Default: at once
 */
export function createEngine(now: () => number = Date.now, allowed = async (): Promise<void> => {}): Engine {
  const reader = createProfileReader();
  const notes: Note[] = [];
  /** Other places that may contain events. */
  let others: readonly StoragePlace[] = [];
  const memory = createListMemory();
  /** Whether the pack is kept for the next visit. */
  let keeps = false;
  // Lists of one shopper must not be continued for another.
  const shopper = createShopper(reader, memory.clear);
  /** What is to be said of the ids in the latest profile. */
  let idNotes: readonly Note[] = [];
  /** The latest list of each kind and model, the latest first. */
  const lists: ListFacts[] = [];
  const closing = new AbortController();
  /** Aborts when another log, or none, is attached. */
  let detaching = new AbortController();

  const store = (): PackStore | null => reader.connection && createPackCache(reader.connection);
  /** The store of packs between visits, or null. */
  const packStore = (): PackStore | null => {
    keeps = reader.connection !== null;
    return store();
  };

  const holder = createPackHolder({ packStore, scorerMemory: createScorerMemoryStore(() => reader.connection), now, notes, allowed });

  /** The profile that lists may use. */
  const readProfile = async (pack: Pack, said: Note[]): Promise<Profile> => {
    const profile = await shopper.read(said);
    if (pack.matching) idNotes = pack.matching.learn(profile.interactions);
    if (!pack.manifest.sensitive && profile.wishes.length === 0) return profile;
    // Every page loads this chunk when it opens, so that it reveals nothing of the shopper.
    const { planning } = await import('./plan/plan-list.js');
    return planning.heedWishes(pack.manifest.sensitive ? planning.setAside(profile, pack) : profile, pack);
  };

  const contextWith = async (made: Pick<ListContext, 'pack' | 'scorer'>, asked: ListRequest, said: Note[]): Promise<ListContext> => {
    const [{ pack, scorer }, moment] = [made, momentOf(asked, now)];
    const profile = asked.neutral === true ? emptyProfile() : await readProfile(pack, said);
    await pack.readAhead?.(profile, moment);
    return { pack, scorer, profile, now: moment };
  };

  const learning = holdLearner({
    connection: () => reader.connection,
    current: async () => {
      const { pack } = await holder.ready();
      return shopper.isOwn() ? { pack, profile: await readProfile(pack, []) } : null;
    },
    isOwn: shopper.isOwn,
    ...{ now, allowed },
    closing: closing.signal,
  });

  const context = async (asked: ListRequest): Promise<ListContext> =>
    withSearches(learning.withLearned(await contextWith(await holder.ready(), ownRequest(asked), []), asked), {}, []);
  let loading: Promise<unknown> = Promise.resolve();
  let opened: (input: OpenInput) => void = () => {};
  let placing: PlacementLists | undefined;
  const place = new Promise<OpenInput>((resolve) => {
    opened = resolve;
  }).then((input) => ({ ...input, store }));
  const stages = loadingStages(holder, () => loading);

  const told = (): Note[] => [...holder.notes(), ...notes, ...idNotes];
  const health = (): EngineHealth => ({ ...holder.health(), notes: [...told(), ...learning.notes()] });

  /** Makes a list. `inner`: what pages must not set. */
  const listOf = async (asked: ListCall, signal: AbortSignal, inner: Partial<ListCall> = {}): Promise<Answer> => {
    const started = performance.now();
    const { call: read, notes: mended } = await readCall(asked);
    const [call, said] = [ownCall(read, inner), [...mended, ...tellNeutral(read)]];
    const ready = holder.ready();
    const contextOf = async ({ pack: plain, scorer }: Pick<ListContext, 'pack' | 'scorer'>): Promise<ListContext> => {
      const { attributes } = call;
      const pack = attributes ? await (await import('./attributes/open-attributes.js')).withAttributes(plain, attributes, said) : plain;
      const context = await contextWith({ pack, scorer }, call, said);
      if (signal.aborted) throw new OnshelfError('cancelled', 'The request was cancelled.');
      return context;
    };
    const first = await holder.first(ready);
    const early = first && (await first.answer(await contextOf(first), call, requestedCount(call) ?? DEFAULT_COUNT, ready, serveList));
    const context = early ?? (await withSearches(learning.withLearned(await contextOf(await ready), call), call, said));
    const { lateTexts } = context.pack;
    await lateTexts?.before(call);
    const made = await answerCall(context, call, requestedCount(call), memory, (model) => createListId(now(), model));
    const { trace, ...answer } = lateTexts ? await lateTexts.fill(made) : made;
    const all = listNotes({ engine: told(), call: said, list: trace.notes }, call.kind, early ? null : context);
    return noteList(lists, call.kind, { ...answer, trace: { ...trace, milliseconds: performance.now() - started, notes: all } }, now());
  };

  return {
    open: async (input) => {
      opened(input);
      reader.attach(input.place);
      // A list that needs it imports it again, and reports why it cannot. For groups and rules of the first lists, while the manifest is fetched; on every page, so that it reveals nothing of the shopper.
      void import('./plan/plan-list.js').catch(() => {});
      loading = holder.open(input).then(() => warmParts(closing.signal, allowed));
      if ((await holder.first(loading)) === null) await loading;
      return health();
    },
    loaded: async () => (await stages.next()).done === true,
    attach: async (storage) => {
      const kept = keeps && reader.connection !== null;
      detaching.abort();
      detaching = new AbortController();
      reader.attach(storage?.place ?? null, storage?.forgets);
      if (storage === null) memory.clear();
      others = storage?.others ?? [];
      if (storage === null || reader.connection === null) return null;
      // The pack was loaded before consent: now it may be stored.
      if (!kept) holder.keep();
      return keepLog(reader.connection, storage, now, notes, { detached: detaching.signal, allowed });
    },
    hold: reader.hold,
    observe: reader.observe,
    rest: reader.rest,
    pause: shopper.pause,
    aside: shopper.setAside,
    learn: learning.pace,
    list: async (asked, signal) => {
      if (asked.placement == null) return asked.kind === 'next' && placing ? placing.further(asked, signal) : listOf(asked, signal);
      const { createPlacementLists } = await import('./placements/placement-lists.js');
      placing ??= createPlacementLists({ place, shown: memory.shown, list: listOf, context, profile: shopper.read, now });
      return placing.answer(asked, signal);
    },
    context,
    items: async (offset, count) => {
      const { pack } = await holder.ready();
      const first = Math.min(Math.max(offset, 0), pack.items);
      const length = Math.max(0, Math.min(count, pack.items - first));
      return { total: pack.items, items: Array.from({ length }, (_, index) => pack.itemOf(first + index)) };
    },
    inspect: (options) => readKnown({ reader, learning, health, context }, options),
    forget: (what) => {
      const merge = async (): Promise<void> => {
        await reader.connection?.run(
          (store) => mergeOrphanedDatabases(store, others).catch((error: unknown) => noteOrphans(notes, error)),
          'write',
        );
        memory.clear();
      };
      return forgetInLog({ reader, gather: merge, pack: async () => (await holder.ready()).pack }, what);
    },
    health,
    made: memory.all,
    diagnose: async () => {
      const open = holder.health().pack !== null;
      const { diagnoseIds } = await import('./diagnose/diagnose-ids.js');
      return { ids: open ? diagnoseIds((await holder.ready()).pack, await reader.events()) : null, lists };
    },
    close: () => {
      closing.abort();
      detaching.abort();
      reader.attach(null);
      memory.clear();
      holder.close();
    },
  };
}
