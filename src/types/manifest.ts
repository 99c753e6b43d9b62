/** The role of a file in a pack. */
export type FileRole = 'rows' | 'neighbours' | 'catalog';

/** One file of a pack, named by its content. */
export interface PackFile {
  readonly role: FileRole;
  /** `ROLE-` + the first 16 hex digits of `sha256` + `.safetensors`, in the manifest's own folder. */
  readonly path: string;
  /** Size in bytes, exact. */
  readonly bytes: number;
  /** Size of what a gzip file holds, in bytes, exact; left out where the file is not packed. */
  readonly unpacked?: number;
  /** 64 lower-case hex digits. */
  readonly sha256: string;
}

/** A factor space: columns `start` to `start + length - 1` of every row. */
export interface FactorSpace {
  readonly name: string;
  readonly start: number;
  readonly length: number;
}

/** What each part of a score is worth, 0 or more. */
export interface Blend {
  readonly foldIn: number;
  /** Items alike. */
  readonly neighbours: number;
  /** Items that follow. */
  readonly followers: number;
  /** Items of the history itself, where the list may hold them. */
  readonly seen: number;
  /** What shoppers of the same kind like. */
  readonly prototypes: number;
  readonly popularity: number;
}

/** A blend for shoppers of whom more, or less, is known than of most. */
export interface BlendBand {
  /** Distinct items of the history from which on it holds, 1 or more. */
  readonly from: number;
  readonly blend: Blend;
}

/** How a history becomes a query. Learned or chosen by the trainer; read, never guessed, by the browser. */
export interface EncoderSettings {
  /** What an event of each name is worth, 0 or more. Names not listed are worth nothing. */
  readonly eventWeights: Readonly<Record<string, number>>;
  /** Days after which an event counts half, > 0. */
  readonly halfLifeDays: number;
  /** Factor per distinct item touched since, in (0, 1], for the fold-in and for items alike. */
  readonly positionDecay: number;
  /** The same for the items that follow. */
  readonly followerDecay: number;
  /** The same for the seen items themselves. */
  readonly seenDecay: number;
  /** Ridge of the fold-in, > 0. */
  readonly regularization: number;
  /** Confidence of an event of weight 1 is `1 + alpha`, >= 0. */
  readonly alpha: number;
  readonly blend: Blend;
  /** Blends in place of `blend`, `from` ascending: the last whose `from` the history reaches. Default: none. */
  readonly bands?: readonly BlendBand[] | undefined;
}

/** A model in the pack, and how good it was on shoppers held out of training. */
export interface ModelCard {
  readonly name: string;
  readonly parameters: Readonly<Record<string, number | string>>;
  /** Such as `{ "HR@10": 0.08, "NDCG@10": 0.05 }`; empty when nothing could be held out. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** `pack.json`. */
export interface PackManifest {
  readonly format: 'onshelf-pack';
  /** Version of the format: 1 for plain numbers, 2 for compact ones. */
  readonly version: 1 | 2;
  /** Counts up with every publication of a shop's pack. */
  readonly number: number;
  /** ISO 8601. */
  readonly created: string;
  readonly items: number;
  /** Columns of a row, a multiple of 4. */
  readonly dimensions: number;
  readonly spaces: readonly FactorSpace[];
  readonly encoder: EncoderSettings;
  readonly models: readonly ModelCard[];
  /** Categories (`product_type`) that no profile is made of; those below them are meant too. Default: none. */
  readonly sensitive?: readonly string[];
  readonly files: readonly PackFile[];
}
