import type { EventName, ShelfEvent } from './event.js';
import type { Note } from './note.js';
import type { StoredExtent, Tastes } from './results/tastes.js';
import type { Retention } from './storage.js';

/** Events to forget: those that meet every condition given, of at least one. An event of several items is forgotten whole. */
export interface Forget {
  /** Id of an event. */
  readonly eventId?: string;
  /** Events on this item. */
  readonly itemId?: string;
  /** Events on an item of this category, as in the feed's `product_type`, or of one below it. */
  readonly category?: string;
  /** Events on an item of this brand, as in the feed. */
  readonly brand?: string;
  /** Events of this name. */
  readonly name?: EventName;
  /** Events from this time on, milliseconds since 1970. */
  readonly from?: number;
  /** Events up to this time, milliseconds since 1970. */
  readonly to?: number;
}

/** Conditions of a noted request to forget; names as salted hashes. */
export interface NotedConditions {
  readonly eventId?: string;
  readonly item?: string;
  readonly category?: string;
  readonly brand?: string;
  readonly name?: string;
  readonly from?: number;
  readonly to?: number;
}

/**
 * A pending request to forget, as noted in localStorage: events by their random ids, an item or conditions by salted hashes, so that the note does not
 * reveal what they name.
 */
export type NotedForget =
  | { readonly eventId: string }
  | { readonly eventIds: readonly string[] }
  | { readonly salt: string; readonly hash: string }
  | { readonly salt: string; readonly where: NotedConditions };

/** What the engine forgot. */
export interface ForgetReport {
  /** Number of events removed from the log. */
  readonly removed: number;
  /** By category or brand: the ids of the events, in the log or in memory. Else none. */
  readonly ids: readonly string[];
  /** By category or brand: number of events on items that the pack does not have, which stay. */
  readonly unknown: number;
  /** By category or brand: which of them the pack does not have; then nothing is forgotten. */
  readonly lacks?: 'category' | 'brand';
}

/** What one item of the history adds to an embedding. */
export interface EmbeddingShare {
  readonly itemId: string;
  /** Name of the event that counts most for the item. */
  readonly name: EventName;
  /** How much of the embedding is the item's: what it adds along the embedding, over the embedding's length. All shares add up to 1; one below 0 pulls away from it. */
  readonly share: number;
  /** What it adds to each number. Shape [dimensions]. */
  readonly vector: readonly number[];
}

/** An item near an embedding. */
export interface NearItem {
  readonly id: string;
  /** Absent if the feed has none, or it is still being fetched. */
  readonly title?: string;
  /** Cosine of the item's row with the embedding, -1 to 1. */
  readonly cosine: number;
  /** Product of both, which lists count with the embedding's `worth`. */
  readonly score: number;
}

/** Who reads a history: the fold-in, or the pack's sequence encoder. */
interface EmbeddingReader {
  readonly reader: 'fold-in' | 'encoder';
  /** Kind of the sequence encoder: `consistent`, `attention`, `recurrent`, `convolution`, or whatever the pack says. Absent for the fold-in. */
  readonly kind?: string;
}

/** An embedding of the shopper, made of the history. */
export interface ReadEmbedding extends EmbeddingReader {
  readonly state: 'ready';
  /** Its weight in lists for a history of this length; 0: they do not use it. */
  readonly worth: number;
  /** Where lists count its scores by their exponentials (`encoder.sharpness` in `pack.json`); absent where they count as they are. */
  readonly sharpness?: number;
  /** The embedding: in each column the sum of `made`, in its order, to the bit. Zeros where no item of the history speaks for anything. Shape [dimensions]. */
  readonly vector: readonly number[];
  /** The five items of the pack with the largest cosines, largest first; those of the history may be among them. None for an embedding of zeros. */
  readonly nearest: readonly NearItem[];
  /** The items of the history that add to it, latest first. */
  readonly made: readonly EmbeddingShare[];
}

/** An embedding that is not there. */
interface UnreadEmbedding extends EmbeddingReader {
  /** `loading`: not there yet. `off`: it will not come. */
  readonly state: 'loading' | 'off';
  /** Why. */
  readonly note: Note;
}

/** What stands for the shopper among the pack's items, by one reader of the history, or why it is not there. */
export type UserEmbedding = ReadEmbedding | UnreadEmbedding;

/** The prices that a shopper looks at in one category and currency. */
export interface PriceBand {
  /** As in the feed's `product_type`; '' for items without one. */
  readonly category: string;
  /** As in the feed; '' where it has none. */
  readonly currency: string;
  /** `known`: from three items on. `too-few`: not enough evidence, and the figures are null. */
  readonly state: 'known' | 'too-few';
  /** Where the prices are among all of the category's: `low`, `middle` or `high`, by thirds of `place`. */
  readonly band: 'low' | 'middle' | 'high' | null;
  /** First quartile of the prices. */
  readonly from: number | null;
  /** Third quartile. */
  readonly to: number | null;
  /** Mean share of the category's items that are cheaper than the shopper's, those of the same price by half, 0 to 1. */
  readonly place: number | null;
  /** Number of different items viewed, selected, put in the cart or on the wish list, or bought. */
  readonly items: number;
  /** Ids of the events on them, oldest first: forgetting them changes this. */
  readonly events: readonly string[];
}

/** How the prices of what a shopper chooses are among those of what they saw beside it. */
export interface PriceSensitivity {
  /** `known`: from three choices on. `too-few`: not enough evidence, and the figures are null. */
  readonly state: 'known' | 'too-few';
  /** `cheaper` or `dearer` than what they saw by a tenth of the category's items or more; else `even`. */
  readonly leaning: 'cheaper' | 'even' | 'dearer' | null;
  /** Mean over the choices: the mean place of what was seen, less the place of what was chosen, -1 to 1. Above 0: they choose cheaper. */
  readonly difference: number | null;
  /** Number of different items put in the cart or bought, in whose category and currency at least two others had been seen. */
  readonly choices: number;
  /** Ids of the events by which they were chosen, oldest first. */
  readonly events: readonly string[];
}

/** What the history tells of prices, or why it cannot be told. */
export type PriceTaste =
  | { readonly state: 'ready'; readonly bands: readonly PriceBand[]; readonly sensitivity: PriceSensitivity }
  | { readonly state: 'off'; readonly note: Note };

/** What the history tells of tastes, or why it cannot be told. */
export type KnownTastes = ({ readonly state: 'ready' } & Tastes) | { readonly state: 'off'; readonly note: Note };

/** What a reading of the profile is to include. */
export interface InspectOptions {
  /** Whether to include `embeddings`, which take the engine as long as a list does, and wait for what a list waits for. Default: false. */
  readonly embedding?: boolean;
  /** Whether to include `prices`, which wait for what a list waits for. Default: false. */
  readonly prices?: boolean;
  /** Whether to include `tastes`, which wait for what a list waits for, and `storage`. Default: false. */
  readonly tastes?: boolean;
}

/** Everything known about a shopper. */
export interface Known {
  /** Oldest first. */
  readonly events: readonly ShelfEvent[];
  /** Ids of items bought, or marked as owned. */
  readonly bought: readonly string[];
  /** Ids of items that the shopper hid. */
  readonly hidden: readonly string[];
  /** Search queries, latest last. */
  readonly searches: readonly string[];
  /** How long events are kept, and how many; null if the engine is not available. */
  readonly retention: Retention | null;
  /** Whether lists use what was learned from these events, and why: `learning-on` or `learning-off`. Absent where the page does not ask for it. */
  readonly learning?: Note;
  /**
   * What stands for the shopper among the items, as lists may read the history: the embedding of the fold-in, and that of the pack's sequence encoder if
   * it has one. Made anew for each reading and never stored. Absent where it is not asked for, or the engine is not available.
   */
  readonly embeddings?: readonly UserEmbedding[];
  /** The shopper's price bands by category, and how they choose by price, each with its evidence. Made anew for each reading and never stored. Absent as `embeddings`. */
  readonly prices?: PriceTaste;
  /** The shopper's tastes, short term against long term, each with its events; prototypes and segments. Made anew for each reading and never stored. Absent as `embeddings`. */
  readonly tastes?: KnownTastes;
  /** What is kept, how much and how long. There with `tastes`. */
  readonly storage?: StoredExtent;
}
