import type { Answer } from './answer.js';
import type { CatalogItem } from './catalog-item.js';
import type { Consent } from './consent.js';
import type { BackendPreference } from './engine.js';
import type { EventName, EventParameters, FeedbackKind } from './event.js';
import type { ExplainRequest, Explanation } from './explanation.js';
import type { Health } from './health.js';
import type { Forget, Known } from './known.js';
import type { Measures } from './measures.js';
import type { Quiz, QuizRequest } from './quiz.js';
import type { ListRequest, RecommendRequest } from './request.js';
import type { TrackResult } from './track-result.js';

/** `createShelf()`'s options. */
export interface ShelfOptions {
  /** Address of `pack.json`, absolute or relative to the page. */
  readonly pack: string;
  /**
   * What the shop knows of this shopper's consent. Default `unknown`: events stay in memory, unless this shopper granted
   * consent on an earlier visit.
   */
  readonly consent?: Consent;
  /** Default `auto`. */
  readonly backend?: BackendPreference;
  /** Name of the database, for several shops on one origin. Default `onshelf`. */
  readonly name?: string;
  /** Item ids in the shop's own order: what is shown when no pack can be read. */
  readonly fallback?: readonly string[];
  /** Address of `worker.js`, where it does not stand beside the module. Must be on the page's own origin. */
  readonly workerUrl?: string | URL;
}

/** What may be given to a call that can be cancelled. */
export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** Everything known about the shopper. */
export interface ProfileSnapshot extends Known {
  readonly consent: Consent;
  readonly mode: Health['mode'];
}

/** A snapshot as the shopper takes it along. */
export interface ProfileExport extends ProfileSnapshot {
  readonly format: 'onshelf-profile';
  readonly version: 1;
  /** ISO 8601. */
  readonly exported: string;
}

/** The public object. None of its methods throws, and none of its promises rejects. */
export interface Shelf {
  /** Records an event. Resolves when it is committed; there is no need to wait for it. */
  track(name: EventName, parameters?: EventParameters): Promise<TrackResult>;
  /** What the shopper says of an item: one more event. */
  feedback(itemId: string, kind: FeedbackKind): Promise<TrackResult>;
  /** A personal list. */
  recommend(request?: RecommendRequest, options?: CallOptions): Promise<Answer>;
  /** Items like one item. */
  related(itemId: string, request?: ListRequest, options?: CallOptions): Promise<Answer>;
  /** What the shopper looked at, latest first. */
  recentlyViewed(request?: ListRequest, options?: CallOptions): Promise<Answer>;
  /** One item's score in full, and what it would be without each event; null where the engine cannot be asked. */
  explain(itemId: string, request?: ExplainRequest, options?: CallOptions): Promise<Explanation | null>;
  /** A taste quiz: pairs of items whose choice tells most of this shopper; null where the engine cannot be asked. */
  quiz(request?: QuizRequest, options?: CallOptions): Promise<Quiz | null>;
  /** How this shopper received the lists, counted from the log on the device; null where the engine cannot be asked. */
  measure(options?: CallOptions): Promise<Measures | null>;
  /** The catalogue in the pack's order, for pages without a server. */
  items(page?: {
    readonly offset?: number;
    readonly count?: number;
  }): Promise<{ readonly total: number; readonly items: readonly CatalogItem[] }>;
  readonly consent: {
    readonly state: Consent;
    /**
     * `granted` stores what was held in memory; `denied` and `unknown` forget and erase everything, `denied` keeps nothing
     * more. In all tabs. Taking consent back works at once, whatever else is under way.
     */
    set(state: Consent): Promise<void>;
  };
  readonly profile: {
    inspect(): Promise<ProfileSnapshot>;
    /** Forgets events as if they had never been; resolves with how many. */
    forget(what: Forget): Promise<number>;
    export(): Promise<ProfileExport>;
    /** Takes in what `export()` gave, here or on another device; events known already are left alone. Resolves with how many were new. */
    import(data: unknown): Promise<number>;
    /** Deletes everything stored and held, consent included, in all tabs. */
    erase(): Promise<void>;
  };
  health(): Promise<Health>;
  /** Calls back when profile or consent changed, in this tab or another. Returns the way to stop. */
  subscribe(listener: () => void): () => void;
  /** Writes what waits and stops the worker. */
  close(): void;
}
