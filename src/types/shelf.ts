import type { Answer } from './answer.js';
import type { CatalogItem } from './catalog-item.js';
import type { ChangeResult } from './change-result.js';
import type { Consent, ConsentHeard } from './consent.js';
import type { Diagnosis, PageFacts } from './diagnosis.js';
import type { BackendPreference, EncoderPreference } from './engine.js';
import type { EventName, EventParameters, FeedbackKind, ShelfEvent } from './event.js';
import type { ExplainRequest, Explanation } from './explanation.js';
import type { Health, ProfileKind } from './health.js';
import type { Forget, InspectOptions, Known } from './known.js';
import type { Note } from './note.js';
import type { ConsentCalls } from './privacy/consent-calls.js';
import type { ConsentReceipt } from './privacy/consent-receipt.js';
import type { PrivacyCalls } from './privacy/privacy-calls.js';
import type { PrivacyOptions } from './privacy/privacy-options.js';
import type { Quiz, QuizRequest } from './quiz.js';
import type { ListRequest, NewArrivalsRequest, RecommendRequest, RelatedRequest, RerankRequest, TrendingRequest } from './request.js';
import type { AsideFrom, AsideRequest } from './results/aside.js';
import type { CodesOptions, CodesResult, EncryptedExportResult, EraseOptions, PassphraseOptions } from './results/copy-options.js';
import type { Measures } from './results/measures.js';
import type { MembershipRule, SegmentChange } from './results/memberships.js';
import type { Segments, SegmentsRequest } from './results/segments.js';
import type { EditedTaste, TasteWish } from './results/taste-wish.js';
import type { TrackResult } from './results/track-result.js';
import type { NextBest, NextBestRequest } from './slots/next-best.js';

/** Options of `createShelf()`. */
export interface ShelfOptions extends PrivacyOptions {
  /** Address of `pack.json`, absolute or relative to the page's own address; a `<base>` does not count. */
  readonly pack: string;
  /** Origins that the pack's address may redirect to, such as `https://cdn.shop.example`. Default: none. */
  readonly packOrigins?: readonly string[];
  /** Public key of `onshelf keygen`, or several: other packs, older and expired ones are refused. Default: none, and signatures are not asked for. */
  readonly packKey?: string | readonly string[];
  /** The shopper's consent, as far as the shop knows it. Default `unknown`: events stay in memory, unless it was granted on an earlier visit. */
  readonly consent?: Consent;
  /** Whether to reuse consent granted on an earlier visit. Default true. Set false while your consent dialogue is still open: until `consent.set()`, events stay in memory, and stored data is neither read nor erased. */
  readonly recallConsent?: boolean;
  /** Language of the page, a BCP 47 tag such as `de-CH`: whose titles, prices and addresses lists have. Default: `lang` of its root element. */
  readonly locale?: string;
  /** Hardware to score on. Default `auto`: the fastest, as measured on this device. */
  readonly backend?: BackendPreference;
  /** What reads histories for the pack's sequence encoder. Default `auto`; `js` where `backend` is `js` or `wasm`. */
  readonly encoderBackend?: EncoderPreference;
  /** Name of the database. Set it where several shops share one origin. Default `onshelf`. */
  readonly name?: string;
  /** Item ids to show, in this order, when no pack can be read. */
  readonly fallback?: readonly string[];
  /**
   * How the ids that pages say become those of the feed: a function, or a pattern that matches whole ids, whose first group is the feed's id, such as
   * `gla_(\d+)`. A text may have a replacement after `=>`: `(\d+) => gla_$1`. Default: the ids as they are. Ids that the pattern does not match stay.
   */
  readonly itemId?: string | RegExp | ((id: string) => string);
  /** Address of `worker.js`, if it is not beside the module. Must be on the page's own origin. */
  readonly workerUrl?: string | URL;
  /**
   * Key of the account that is logged in, such as a customer number: each has a profile of its own. null or '': nobody is. Only a salted hash of
   * it is kept. Default: who was there on the page before.
   */
  readonly profile?: string | number | null;
  /** Where accounts are used: whether what guests do is kept over pages, until one logs in. Default `memory`: it is not. */
  readonly guests?: 'memory' | 'stored';
  /** Whether lists learn from the shopper's own log, on the device, where replaying it shows a gain. Default false: what was learned is deleted. */
  readonly learning?: boolean;
  /** Returns what was heard of consent banners, for `health()`. The script tag sets it. */
  readonly consentHeard?: () => ConsentHeard | null;
}

/** Options of `switchProfile()`. */
export interface SwitchOptions {
  /** Whether what the guest did before logging in becomes part of the account's profile. Default false: it is erased. */
  readonly join?: boolean;
}

/** Options of a call that can be cancelled. */
export interface CallOptions {
  /** Cancels the call: it resolves with the fallback, and the note `cancelled`. */
  readonly signal?: AbortSignal;
}

/** Everything known about the shopper. */
export interface ProfileSnapshot extends Known {
  readonly consent: Consent;
  /** Whose profile it is. */
  readonly profile: ProfileKind;
  readonly mode: Health['mode'];
  /** Whether recording is paused. */
  readonly paused: boolean;
  /** What is set aside in this tab, and is no part of the profile; absent if nothing is. */
  readonly aside?: { readonly from: AsideFrom; readonly events: readonly ShelfEvent[] };
  /** Whether everything could be read. False: the snapshot contains only this page's events, not the stored ones. */
  readonly complete: boolean;
}

/** Result of `profile.export()`: the profile, or why it could not be read. */
export type ExportResult =
  | { readonly done: true; readonly profile: ProfileExport }
  | (Required<Pick<ChangeResult, 'reason' | 'message'>> & { readonly done: false });

/** A snapshot as a file, for the shopper to keep or to import on another device. */
export interface ProfileExport extends Omit<ProfileSnapshot, 'aside'> {
  readonly format: 'onshelf-profile';
  readonly version: 1;
  /** Of the consent under which it was made. */
  readonly consentReceipt: ConsentReceipt | null;
  /** When it was exported, ISO 8601. */
  readonly exported: string;
}

/**
 * A shop's shelf: records events, makes lists and shows the shopper what is known. No method throws, and no promise rejects.
 *
 * @typeParam Item type of the shop's feed items: see `createShelf()`
 */
export interface Shelf<Item extends Partial<CatalogItem> = CatalogItem> {
  /**
   * Records an event. Resolves when it is committed; the page need not await it.
   *
   * @param name a GA4 event name, or `rate`, `share`, `dwell`, `dismiss`, `feedback`
   * @param parameters GA4's; unknown ones are ignored and never stored
   * @param time when it happened, milliseconds since 1970. Default, and maximum: now
   * @param voice who tells it, for pages that tell their events in several ways: an action that two voices tell within seconds counts once, one that a
   * voice tells twice counts twice. Default `call`
   */
  track(name: EventName, parameters?: EventParameters, time?: number, voice?: string): Promise<TrackResult>;
  /** Records the shopper's feedback on an item, as an event. */
  feedback(itemId: string, kind: FeedbackKind): Promise<TrackResult>;
  /** A personal list. For an unknown shopper: what the page is about, or what is popular. */
  recommend(request?: RecommendRequest, options?: CallOptions): Promise<Answer<Item>>;
  /** Items similar to one item; with `userImpact`, weighted by the shopper's taste. */
  related(itemId: string, request?: RelatedRequest, options?: CallOptions): Promise<Answer<Item>>;
  /** Items bought together with those of a cart or order, without the items in it. */
  boughtTogether(itemIds: readonly string[], request?: ListRequest, options?: CallOptions): Promise<Answer<Item>>;
  /** Items that are popular now: in the catalogue, in one category, or in the shopper's own categories and brands. */
  trending(request?: TrendingRequest, options?: CallOptions): Promise<Answer<Item>>;
  /** New items, the newest first, by the feed's column `added`. */
  newArrivals(request?: NewArrivalsRequest, options?: CallOptions): Promise<Answer<Item>>;
  /** Reduced items, in the order of `recommend()`, each with its `discount`. */
  onSale(request?: NewArrivalsRequest, options?: CallOptions): Promise<Answer<Item>>;
  /** Items that the shopper is due to buy again, by the intervals between their own orders. */
  buyAgain(request?: ListRequest, options?: CallOptions): Promise<Answer<Item>>;
  /** Items that the shopper put into the cart or on the wish list, and has not bought since, the newest first. */
  savedForLater(request?: ListRequest, options?: CallOptions): Promise<Answer<Item>>;
  /** Reorders given ids, such as search results, towards the shopper's taste. Returns every id, once. */
  rerank(itemIds: readonly string[], request?: RerankRequest, options?: CallOptions): Promise<Answer<Item>>;
  /** "Because you viewed X": items recommended by the one item of the history that counts most; `about` names it. */
  because(request?: ListRequest, options?: CallOptions): Promise<Answer<Item>>;
  /**
   * The next items of an earlier list, without those already returned. Ranks by the events known when the list was made.
   *
   * @param recommendationId of an answer of this page; the latest 20 lists can be continued
   * @param count maximum number of items, 1 to 1000. Default: the list's own
   */
  next(recommendationId: string, count?: number, options?: CallOptions): Promise<Answer<Item>>;
  /** Categories and brands, ranked for the shopper, for menus and landing pages; with `itemId` those of an item, with `memberOf` those that the shopper is of. */
  segments(request?: SegmentsRequest, options?: CallOptions): Promise<Segments>;
  /** What each place of a page shows this shopper: an item, a category, a brand or a banner, whichever stands highest. None is shown twice. */
  nextBest(request: NextBestRequest, options?: CallOptions): Promise<NextBest>;
  /** Items that the shopper viewed, latest first. */
  recentlyViewed(request?: ListRequest, options?: CallOptions): Promise<Answer<Item>>;
  /** One item's score in full, and without each event; null if the engine is not available. */
  explain(itemId: string, request?: ExplainRequest, options?: CallOptions): Promise<Explanation | null>;
  /** A taste quiz: the pairs of items whose choice is most informative; null if the engine is not available. */
  quiz(request?: QuizRequest, options?: CallOptions): Promise<Quiz | null>;
  /** How the shopper responded to the lists, counted from the log on the device; null if the engine is not available. */
  measure(options?: CallOptions): Promise<Measures | null>;
  /** The catalogue in the pack's order, page by page, for shops without a server. Default `count`: 100. */
  items(page?: {
    readonly offset?: number;
    readonly count?: number;
  }): Promise<{ readonly total: number; readonly items: readonly (CatalogItem & Partial<Pick<Item, keyof Item & keyof CatalogItem>>)[] }>;
  readonly consent: ConsentCalls;
  readonly profile: {
    /**
     * Returns everything known about the shopper.
     *
     * @param options `{ embedding: true }` adds what lists make of the events
     */
    inspect(options?: InspectOptions): Promise<ProfileSnapshot>;
    /** Forgets events, as if they had never been recorded: those that meet all conditions, or that a function chooses by returning true. */
    forget(what: Forget | ((event: ShelfEvent) => boolean)): Promise<ChangeResult>;
    /**
     * Asks for `more`, `less` or `none` of a category, a brand or another taste. The latest wish about a thing counts; forgetting its event takes it back.
     *
     * @param what exactly one of its fields
     */
    edit(what: EditedTaste, wish: TasteWish): Promise<ChangeResult>;
    /** Returns the same as `inspect()`, as a file for the shopper. */
    export(options?: undefined): Promise<ExportResult>;
    /** The same, encrypted: only who knows the passphrase can read it. */
    export(options: PassphraseOptions & { readonly as?: undefined }): Promise<EncryptedExportResult>;
    /** The same as the texts of QR codes, which another device reads by its camera. */
    export(options: CodesOptions): Promise<CodesResult>;
    /** Adds the events of a `profile` from `export()`, made here or on another device, or of the texts of its codes. Known events are not added again. */
    import(data: unknown, options?: PassphraseOptions): Promise<ChangeResult>;
    /**
     * Pauses recording until `resume()`, in all tabs, for a gift or another person at the device. Lists are those of an unknown shopper.
     * Lasts over later visits while consent is granted. Stored events remain, and can be inspected and forgotten. Takes effect at once; events
     * tracked while paused are never recorded.
     */
    pause(): Promise<ChangeResult>;
    /**
     * Sets aside what the shopper does in this tab, for a gift or a visit that is not them: it counts in its lists and never joins the profile. Lasts over
     * pages while consent is granted, until the tab is closed or `setAside(null)`; then lists are what they had been.
     */
    setAside(request: AsideRequest | null): Promise<ChangeResult>;
    /** Ends a pause: recording and personal lists continue. */
    resume(): Promise<ChangeResult>;
    /** Deletes everything of the current profile, stored or in memory, consent included, in all tabs. */
    erase(options?: EraseOptions): Promise<ChangeResult>;
  };
  readonly privacy: PrivacyCalls;
  /**
   * Opens the profile of an account: at log-in, with its key; at log-out, with null. Who was there is let go at once, in all tabs: later calls,
   * and lists asked for but not answered, are about the next one. With the account's consent the other tabs open its profile too. What a guest did is erased, unless it joins the account.
   *
   * @param key such as a customer number; null: nobody is logged in
   */
  switchProfile(key: string | number | null, options?: SwitchOptions): Promise<ChangeResult>;
  /** Reports which parts run where, what was refused, and what failed. */
  health(): Promise<Health>;
  /**
   * Reports why lists are personal or not: what was heard, which ids the pack does not know, consent, the latest lists, and what to do. Nothing is sent.
   *
   * @param page what the page knows besides; the script tag and the panel give it
   */
  diagnose(page?: PageFacts): Promise<Diagnosis>;
  /**
   * Calls `listener` when the profile or the consent changes, in this tab or another. Returns a function that unsubscribes.
   *
   * @param listener called with a note where there is more to it: `page-restored` if the shopper came back to the page as it was left, so that its
   *   lists may be out of date; `profile-changed` if somebody else is at the device, so that they are of the one before
   */
  subscribe(listener: (note?: Note) => void): () => void;
  /** The same for a listener without parameters. */
  subscribe(listener: () => void): () => void;
  /** Calls `listener` when the shopper enters or leaves segments by `rule`, first with those they are of; never before consent. Returns what ends it. */
  onSegmentChange(listener: (change: SegmentChange) => void, rule?: MembershipRule): () => void;
  /**
   * Writes pending events, and releases all connections, listeners, channels, workers and timers. Later calls resolve with the code `closed`;
   * only a refusal is still carried out.
   */
  close(): Promise<void>;
}

/** The shelf of one profile. */
export type ProfileShelf = Omit<PlainShelf, 'switchProfile'>;

/** The shelf without what is made of its other calls. */
export type PlainShelf = Omit<Shelf, 'onSegmentChange'>;
