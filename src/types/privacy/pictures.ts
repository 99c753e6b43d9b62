import type { Note } from '../note.js';

/** Parameters of `privacy.pictures()`. */
export interface PicturesRequest {
  /** Category that the page is about, as in the feed's `product_type` or as the page's locale calls it. Default: none, and only the pictures for every page are fetched. */
  readonly category?: string;
}

/** Small pictures from the pack: what is fetched depends on the page alone, and showing one requests nothing. */
export interface Pictures {
  /** Pixels of a side; 0 where there are none. */
  readonly size: number;
  /** Items that have one, the most popular ones for every page first. */
  readonly ids: readonly string[];
  /** What could not be fetched, or is not in the pack. */
  readonly notes: readonly Note[];
  /**
   * The address of an item's picture, for an `<img>`, until the shelf is closed; null where it has none. A content security policy must allow `img-src blob:`.
   */
  urlOf(itemId: string): string | null;
  /**
   * Draws an item's picture, whatever the content security policy. Resolves to whether it did; never rejects.
   *
   * @param canvas becomes as large as the picture
   */
  draw(itemId: string, canvas: HTMLCanvasElement): Promise<boolean>;
}

/** Small pictures as the engine hands them to the page. */
export interface PackPictures {
  /** Pixels of a side. */
  readonly size: number;
  /** One file of the pack each. */
  readonly shards: readonly {
    readonly ids: readonly string[];
    /** Picture `k` is bytes `offsets[k]` to `offsets[k + 1] - 1`, a WebP file. */
    readonly offsets: Uint32Array;
    readonly bytes: Uint8Array;
  }[];
  readonly notes: readonly Note[];
}
