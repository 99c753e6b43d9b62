import type { Note } from '../note.js';

/** What a list depends on: the page and the catalogue, the shopper's taste, or the history itself, of which it names items. */
export type LeakSource = 'page' | 'taste' | 'history';

/** What the pictures of one list tell whoever serves them. */
export interface ListLeak {
  readonly recommendationId: string;
  readonly from: LeakSource;
  /** Pictures that had not been fetched before. */
  readonly pictures: number;
  /** What these alone tell of the item looked at last, bits. */
  readonly bits: number;
}

/** An item that an observer would name as the one looked at last. */
export interface LeakGuess {
  readonly itemId: string;
  /** 0 to 1. */
  readonly chance: number;
}

/** What the pictures of the latest lists tell a server that has the pack: an estimate, made on the device and sent nowhere. */
export interface Leak {
  /**
   * What all pictures of `lists` together tell of the item looked at last, bits; null if it could not be measured: `notes` say why. Pictures of lists before these do not
   * count any more, though their server saw them: it can fall as lists are made.
   */
  readonly bits: number | null;
  /** What would be told by naming the item, bits: the entropy of the items' popularity; null as `bits` is. */
  readonly possible: number | null;
  /** The latest lists, at most 20, the latest first. */
  readonly lists: readonly ListLeak[];
  /** What an observer would guess, the likeliest first; at most three, none where nothing is told. */
  readonly guesses: readonly LeakGuess[];
  readonly notes: readonly Note[];
}

/** Parameters of `privacy.leak()`. */
export interface LeakRequest {
  /** Ids of items whose pictures the page fetches for everybody alike: these tell nothing. */
  readonly known?: readonly string[];
  /**
   * Which pictures lists show: the shop's own; those of the pack alone (`privacy.pictures()`), and placeholders for other items, so that none is fetched for a list; or those of the pack
   * that this page has opened, and the shop's own for other items. Default `own`.
   */
  readonly pictures?: PictureUse;
}

/** Which pictures lists show. */
export type PictureUse = 'own' | 'pack' | 'pack-then-own';
