import type { Answer } from './answer.js';
import type { CatalogItem } from './catalog-item.js';
import type { ChangeResult } from './change-result.js';
import type { Consent } from './consent.js';
import type { BackendPreference } from './engine.js';
import type { EventName, EventParameters, FeedbackKind } from './event.js';
import type { ExplainRequest, Explanation } from './explanation.js';
import type { Health } from './health.js';
import type { Measures } from './measures.js';
import type { Quiz, QuizRequest } from './quiz.js';
import type { ListRequest, NewArrivalsRequest, RecommendRequest, RelatedRequest, RerankRequest, TrendingRequest } from './request.js';
import type { Forget, Known } from './known.js';
import type { Segments, SegmentsRequest } from './segments.js';
import type { TrackResult } from './track-result.js';

/** `createShelf()`'s options. */
export interface ShelfOptions {
  /** Address of `pack.json`, absolute or relative to the page's own address; a `<base>` does not count. */
  readonly pack: string;
  /** Other origins, such as `https://cdn.shop.example`, that the pack's address may be redirected to. Default: none. */
  readonly packOrigins?: readonly string[];
  /**
   * What the shop knows of this shopper's consent. Default `unknown`: events stay in memory, unless this shopper granted
   * consent on an earlier visit.
   */
  readonly consent?: Consent;
  /**
   * May a consent that was granted on an earlier visit be gone by? Default true. False where the shop has yet to hear from its
   * consent dialogue: until then events stay in memory, and what earlier visits stored is neither read nor erased.
   */
  readonly recallConsent?: boolean;
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
  /** Did the shopper pause, and not resume since? */
  readonly paused: boolean;
  /** Could everything be read? False: only what this page holds in memory is shown, and what is stored is not. */
  readonly complete: boolean;
}

/** Whose word a consent is. */
export interface ConsentOptions {
  /**
   * `shopper`: their own act, such as a button. Their refusal is remembered, and only an act of theirs undoes it. `page`: what the page says
   * by itself. Default: `shopper` where the shopper has touched the page, else `page`; where the browser cannot tell, `shopper`.
   */
  readonly by?: 'shopper' | 'page';
}

/** What `profile.export()` gives: the profile, or why it could not be read. */
export type ExportResult =
  | { readonly done: true; readonly profile: ProfileExport }
  | (Required<Pick<ChangeResult, 'reason' | 'message'>> & { readonly done: false });

/** A snapshot as the shopper takes it along. */
export interface ProfileExport extends ProfileSnapshot {
  readonly format: 'onshelf-profile';
  readonly version: 1;
  /** ISO 8601. */
  readonly exported: string;
}

/**
 * The public object. None of its methods throws, and none of its promises rejects.
 *
 * @typeParam Item what the shop says of its own feed: see `createShelf()`
 */
export interface Shelf<Item extends Partial<CatalogItem> = CatalogItem> {
  /**
   * Records an event. Resolves when it is committed; there is no need to wait for it.
   *
   * @param time when it happened, in milliseconds since 1970; default, and latest: now
   */
  track(name: EventName, parameters?: EventParameters, time?: number): Promise<TrackResult>;
  /** What the shopper says of an item: one more event. */
  feedback(itemId: string, kind: FeedbackKind): Promise<TrackResult>;
  /** A personal list. */
  recommend(request?: RecommendRequest, options?: CallOptions): Promise<Answer<Item>>;
  /** Items like one item; with `userImpact`, such as this shopper would like. */
  related(itemId: string, request?: RelatedRequest, options?: CallOptions): Promise<Answer<Item>>;
  /** What goes with a whole cart or order, without what is in it. */
  boughtTogether(itemIds: readonly string[], request?: ListRequest, options?: CallOptions): Promise<Answer<Item>>;
  /** What everybody likes now; in one category, or among the shopper's own tastes. */
  trending(request?: TrendingRequest, options?: CallOptions): Promise<Answer<Item>>;
  /** The newest items first, by the day on which the shop took them in. */
  newArrivals(request?: NewArrivalsRequest, options?: CallOptions): Promise<Answer<Item>>;
  /** What the shopper bought and is due to buy again, by the intervals of their own orders. */
  buyAgain(request?: ListRequest, options?: CallOptions): Promise<Answer<Item>>;
  /** Any list of ids, such as a search's results, in an order that leans to this shopper. Every id given comes back, each place once. */
  rerank(itemIds: readonly string[], request?: RerankRequest, options?: CallOptions): Promise<Answer<Item>>;
  /** "Because you viewed X": what the item that says most about this shopper speaks for; `about` names it. */
  because(request?: ListRequest, options?: CallOptions): Promise<Answer<Item>>;
  /**
   * The next items of a list: never one that was given before, and by what was known when the list was made.
   *
   * @param recommendationId of an answer of this page; the 20 latest lists can be continued
   * @param count most items wanted, 1 to 1000; default: as many as the list had asked for
   */
  next(recommendationId: string, count?: number, options?: CallOptions): Promise<Answer<Item>>;
  /** Categories and brands in the shopper's order, for menus and landing pages. */
  segments(request?: SegmentsRequest, options?: CallOptions): Promise<Segments>;
  /** What the shopper looked at, latest first. */
  recentlyViewed(request?: ListRequest, options?: CallOptions): Promise<Answer<Item>>;
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
  }): Promise<{ readonly total: number; readonly items: readonly (CatalogItem & Item)[] }>;
  readonly consent: {
    readonly state: Consent;
    /**
     * `granted` stores what was held in memory; `denied` and `unknown` forget and erase everything, `denied` keeps nothing
     * more. In all tabs. Taking consent back holds at once, whatever else is under way, and on later visits, whatever becomes of this page.
     * Resolves when it is carried out: `done` is false where something is not, such as what another tab keeps from being deleted; it is not
     * read any more all the same, and the next page finishes it.
     */
    set(state: Consent, options?: ConsentOptions): Promise<ChangeResult>;
  };
  readonly profile: {
    /** Everything known about the shopper. */
    inspect(): Promise<ProfileSnapshot>;
    /** Forgets events as if they had never been. */
    forget(what: Forget): Promise<ChangeResult>;
    /** The same as `inspect()`, to be taken along. */
    export(): Promise<ExportResult>;
    /** Takes in the `profile` that `export()` gave, here or on another device; events known already are left alone. */
    import(data: unknown): Promise<ChangeResult>;
    /**
     * Until `resume()`, nothing is recorded, and lists are made as for somebody of whom nothing is known: for a gift, or for somebody
     * else at the device. In all tabs; on later visits too, as long as consent is granted. What is known stays known, and can be inspected
     * and forgotten. Holds at once: what is tracked meanwhile is not made up for.
     */
    pause(): Promise<ChangeResult>;
    /** Goes on recording, and with personal lists, where `pause()` left off. */
    resume(): Promise<ChangeResult>;
    /** Deletes everything stored and held, consent included, in all tabs. */
    erase(): Promise<ChangeResult>;
  };
  /** What runs where, what was refused, and what went wrong. */
  health(): Promise<Health>;
  /** Calls back when profile or consent changed, in this tab or another. Returns the way to stop. */
  subscribe(listener: () => void): () => void;
  /**
   * Writes what waits, and leaves nothing: no connection, listener, channel, worker or timer. What is called afterwards is answered with the
   * code `closed`; only a refusal is still carried out.
   */
  close(): Promise<void>;
}
