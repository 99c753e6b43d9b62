import { createEventId } from '../core/event-id.js';
import { messageOf, OnshelfError } from '../core/onshelf-error.js';
import { type LoadedPack, loadPack } from '../pack/load.js';
import { type ChosenScorer, chooseScorer } from '../score/choose-scorer.js';
import { gatherStrays } from '../store/gather-strays.js';
import { createPackCache } from '../store/pack-cache.js';
import { RETENTION } from '../store/retention.js';
import { createScorerMemoryStore } from '../store/scorer-memory-store.js';
import type { Answer, RecommendedItem, ServedModel } from '../types/answer.js';
import type { CatalogItem } from '../types/catalog-item.js';
import type { AttachReport, EngineHealth, OpenInput, StorageInput } from '../types/engine.js';
import type { ShelfEvent } from '../types/event.js';
import type { Forget, Known } from '../types/known.js';
import type { Pack } from '../types/pack.js';
import type { PackStore } from '../types/pack-store.js';
import type { Profile } from '../types/profile.js';
import type { ListRequest, RecommendRequest } from '../types/request.js';
import type { Scorer } from '../types/scorer.js';
import type { StoragePlace } from '../types/storage.js';
import { describeItems } from './describe-items.js';
import { keepLog } from './log-keeper.js';
import { createProfileReader } from './profile-reader.js';
import { rank } from './rank.js';
import { recentItems } from './recent-items.js';
import { relatedItems } from './related-items.js';

/** The whole pipeline behind a few questions. It does not know which thread it runs on. */
export interface Engine {
  open(input: OpenInput): Promise<EngineHealth>;
  attach(storage: StorageInput | null): Promise<AttachReport>;
  hold(events: readonly ShelfEvent[]): void;
  observe(event: ShelfEvent): void;
  recommend(request: RecommendRequest, signal: AbortSignal): Promise<Answer>;
  related(itemId: string, request: ListRequest, signal: AbortSignal): Promise<Answer>;
  recentlyViewed(request: ListRequest, signal: AbortSignal): Promise<Answer>;
  items(offset: number, count: number): Promise<{ total: number; items: CatalogItem[] }>;
  inspect(): Promise<Known>;
  /** Takes events out of the log and out of memory; resolves with how many of the log's. */
  forget(what: Forget): Promise<number>;
  health(): EngineHealth;
}

/** Length of a list that did not say. */
const DEFAULT_COUNT = 12;
const MOST_COUNT = 1000;

interface Opened extends LoadedPack {
  readonly scorer: ChosenScorer;
}

/** What an answer is made of. */
interface Made {
  readonly model: ServedModel;
  readonly scored: boolean;
  readonly items: RecommendedItem[];
  readonly knownItems: number;
  readonly excluded: number;
}

/**
 * Makes an engine.
 *
 * @param now the clock, milliseconds since 1970
 */
export function createEngine(now: () => number = Date.now): Engine {
  const reader = createProfileReader();
  const notes: string[] = [];
  let opening: Promise<Opened> = Promise.reject(new OnshelfError('bad-argument', 'The engine was asked before it was opened.'));
  opening.catch(() => {});
  let opened: Opened | null = null;
  /** Where else events may lie. */
  let others: readonly StoragePlace[] = [];
  let packUrl = '';
  const scorerMemory = createScorerMemoryStore(() => reader.connection);
  /** Is the pack kept for the next visit? */
  let keeps = false;

  /** Asks for the profile, lets `make` answer from it, and adds the account of how. */
  const answer = async (
    signal: AbortSignal,
    make: (pack: Pack, scorer: Scorer, profile: Profile) => Promise<Made> | Made,
  ): Promise<Answer> => {
    const started = performance.now();
    const { pack, scorer } = await opening;
    const said: string[] = [];
    const profile = await reader.read(said);
    if (signal.aborted) throw new OnshelfError('cancelled', 'The request was cancelled.');
    const made = await make(pack, scorer, profile);
    return {
      recommendationId: createEventId(now()),
      servedBy: { model: made.model, backend: made.scored ? scorer.backend : 'none' },
      items: made.items,
      trace: {
        events: profile.interactions.length,
        knownItems: made.knownItems,
        excluded: made.excluded,
        milliseconds: performance.now() - started,
        notes: [...notes, ...said],
      },
    };
  };

  /** Where packs are kept between visits, or null. */
  const packStore = (): PackStore | null => {
    keeps = reader.connection !== null;
    return reader.connection && createPackCache(reader.connection);
  };

  const load = async (input: OpenInput): Promise<Opened> => {
    packUrl = input.packUrl;
    const loaded = await loadPack(input.packUrl, packStore());
    const { pack } = loaded;
    notes.push(...loaded.notes);
    const rows = { items: pack.items, dimensions: pack.dimensions, rows: pack.rows, scales: pack.scales, bias: pack.popularity };
    return { ...loaded, scorer: await chooseScorer(rows, input.backend, { notes, store: scorerMemory, now }) };
  };

  const health = (): EngineHealth => ({
    pack: opened && { number: opened.pack.manifest.number, items: opened.pack.items, fromCache: opened.fromCache },
    scorer: opened === null ? null : opened.scorer.report(),
    notes,
  });

  return {
    open: async (input) => {
      reader.attach(input.place);
      opening = load(input);
      opening.catch((error: unknown) => notes.push(messageOf(error)));
      opened = await opening;
      return health();
    },
    attach: async (storage) => {
      const kept = keeps && reader.connection !== null;
      reader.attach(storage?.place ?? null);
      others = storage?.others ?? [];
      if (storage === null || reader.connection === null) return null;
      // The pack came, or is coming, before consent did: now it may be kept. Its files come from the browser's own cache.
      if (!kept) opening.then(() => loadPack(packUrl, packStore())).catch((error: unknown) => notes.push(messageOf(error)));
      return keepLog(reader.connection, storage, now, notes);
    },
    hold: reader.hold,
    observe: reader.observe,
    recommend: (request, signal) =>
      answer(signal, async (pack, scorer, profile) => {
        const ranking = await rank({
          pack,
          scorer,
          profile,
          now: momentOf(request, now),
          exclude: request.exclude ?? 'bought',
          count: countOf(request),
        });
        const items = describeItems(pack, ranking);
        return { model: ranking.model, scored: true, items, knownItems: ranking.history.length, excluded: ranking.excluded };
      }),
    related: (itemId, request, signal) =>
      answer(signal, async (pack, scorer, profile) => {
        const row = pack.rowOf(itemId);
        if (row < 0)
          throw new OnshelfError('bad-argument', `The pack knows no item "${itemId}"; is it in the feed the pack was built from?`);
        const { items, excluded } = await relatedItems(pack, scorer, profile, row, countOf(request));
        return { model: 'related', scored: true, items, knownItems: 1, excluded };
      }),
    recentlyViewed: (request, signal) =>
      answer(signal, (pack, _scorer, profile) => {
        const items = recentItems(pack, profile, countOf(request));
        return { model: 'recent', scored: false, items, knownItems: items.length, excluded: 0 };
      }),
    items: async (offset, count) => {
      const { pack } = await opening;
      const first = Math.min(Math.max(offset, 0), pack.items);
      const length = Math.max(0, Math.min(count, pack.items - first));
      return { total: pack.items, items: Array.from({ length }, (_, index) => pack.itemOf(first + index)) };
    },
    inspect: async () => {
      const { bought, hidden, searches } = await reader.read([]);
      const events = await reader.events();
      return { events, bought: [...bought], hidden: [...hidden], searches: searches.map(({ text }) => text), retention: RETENTION };
    },
    forget: async (what) => {
      // What was written elsewhere comes home first: else it would come later, unforgotten.
      await reader.connection?.run((store) => gatherStrays(store, others).catch(() => 0), 'write');
      return reader.forget(what);
    },
    health,
  };
}

/** The moment asked for, if it is one; else the clock's. */
function momentOf(request: RecommendRequest, now: () => number): number {
  return Number.isFinite(request.now) ? Number(request.now) : now();
}

function countOf(request: ListRequest): number {
  const count = Math.floor(Number(request.count ?? DEFAULT_COUNT));
  return Number.isNaN(count) ? DEFAULT_COUNT : Math.min(Math.max(count, 1), MOST_COUNT);
}
