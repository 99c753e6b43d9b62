/** Pictures of a build. */
export interface PictureRequest {
  /** Folder with files of images. */
  readonly folder: string;
  /** Pixels of a side, 16 to 512. */
  readonly size: number;
  /** Number of the most popular items whose pictures are for every page, 1 or more. */
  readonly cover: number;
  /** Number of further items of each category, 0 or more. */
  readonly perCategory: number;
}

/** Why an item has no picture. */
export type PictureFault =
  /** The folder has no file for it. */
  | 'missing'
  /** The name leads out of the folder. */
  | 'outside'
  /** The file is empty, cut short, or no image of a known format. */
  | 'unreadable'
  /** The file, its image or the small picture is too large. */
  | 'too-large';

/** What was changed in an image besides its size. */
export type PictureChange =
  /** Several files have its name: the first one by their paths is used. */
  | 'ambiguous'
  /** Only its first frame is used. */
  | 'animated'
  /** It is on white. */
  | 'transparent'
  /** It is turned as its file says (EXIF). */
  | 'turned'
  /** Its colours are for print, and are those of a screen here. */
  | 'print-colours';

/** How often something was met, and where first. */
export interface PictureCount<Reason extends string = PictureFault | PictureChange> {
  readonly reason: Reason;
  readonly count: number;
  /** The most popular item with it. */
  readonly itemId: string;
  /** Its file, below the folder; '' where there is none. */
  readonly file: string;
  /** The error, as the library of images words it; '' where there is none. */
  readonly why: string;
}

/** One file of a pack with small pictures. */
interface PictureFileSummary {
  /** Category; null: the most popular items. */
  readonly category: string | null;
  readonly pictures: number;
  /** Size of the file. */
  readonly bytes: number;
}

/** Small pictures of a written pack. */
export interface PictureSummary {
  readonly folder: string;
  /** Pixels of a side. */
  readonly size: number;
  readonly files: readonly PictureFileSummary[];
  /** Items that have no picture, as far as they were looked at. */
  readonly faults: readonly PictureCount<PictureFault>[];
  readonly changes: readonly PictureCount<PictureChange>[];
  /** Categories whose items have no file of their own, since there are too many categories. */
  readonly leftOut: readonly string[];
}
