import type { CatalogItem } from './catalog-item.js';
import type { EncoderCard } from './encoder-card.js';

/** The role of a file in a pack. */
export type FileRole = 'rows' | 'neighbours' | 'catalog';

/**
 * The role of an optional file. `attribute`: a further column of the catalogue, fetched on first use; `baskets`: what is bought together, likewise. `encoder`: weights of the sequence encoder, fetched by
 * every page after the other files. `texts`: the titles and addresses of a part of
 * the items; every page fetches all of them, after the other files. `locale`: titles, addresses, prices, stock and names of categories in one locale, whose tag is the file's name;
 * a page fetches the one of its language, before its first list. `pictures`: small pictures of the most popular items, or of those of one category, which is the file's name;
 * a page fetches them if it asks for them.
 */
export type OptionalRole = 'attribute' | 'baskets' | 'encoder' | 'locale' | 'pictures' | 'texts';

/** One file of a pack, named by its content. */
export interface PackFile<Role extends string = FileRole> {
  readonly role: Role;
  /** `ROLE-` + the first 16 hex digits of `sha256` + `.safetensors`, in the manifest's own folder. */
  readonly path: string;
  /** Size in bytes, exact. */
  readonly bytes: number;
  /** Unpacked size of a gzip file in bytes, exact; absent if the file is not compressed. */
  readonly unpacked?: number;
  /** 64 lower-case hex digits. */
  readonly sha256: string;
}

/** An optional file of a pack. */
export interface OptionalFile extends PackFile<OptionalRole> {
  /** Name within its role, such as `material`, where there may be several of it. */
  readonly name?: string;
}

/** A factor space: columns `start` to `start + length - 1` of every row. */
export interface FactorSpace {
  readonly name: string;
  readonly start: number;
  readonly length: number;
}

/** Weight of each part of a score, 0 or more. */
export interface Blend {
  readonly foldIn: number;
  /** Similar items. */
  readonly neighbours: number;
  /** Following items. */
  readonly followers: number;
  /** Items of the history itself, in lists that may contain them. */
  readonly seen: number;
  /** Items that similar shoppers like. */
  readonly prototypes: number;
  readonly popularity: number;
  /** The sequence encoder. Default: 0. */
  readonly encoder?: number;
}

/** A blend for shoppers with a history of a certain length. */
export interface BlendBand {
  /** Minimum number of distinct items in the history, 1 or more. */
  readonly from: number;
  readonly blend: Blend;
}

/** Settings that turn a history into a query: chosen by training, read by the browser. */
export interface EncoderSettings {
  /** Weight of an event by name, 0 or more. 0 for names that are not listed. */
  readonly eventWeights: Readonly<Record<string, number>>;
  /** Days after which an event counts half, > 0. */
  readonly halfLifeDays: number;
  /** Decay per distinct later item, in (0, 1], for the fold-in and for similar items. */
  readonly positionDecay: number;
  /** The same for following items. */
  readonly followerDecay: number;
  /** The same for the seen items themselves. */
  readonly seenDecay: number;
  /** Weight of a dislike in `neighbours`, `followers` and `seen`, as a share of that of a like, 0 to 1. Default 0.25. */
  readonly dislike?: number | undefined;
  /** Ridge of the fold-in, > 0. */
  readonly regularization: number;
  /** Confidence of an event of weight 1 is `1 + alpha`, >= 0. */
  readonly alpha: number;
  readonly blend: Blend;
  /** Blends in place of `blend`, `from` ascending: the last whose `from` the history reaches. Default: none. */
  readonly bands?: readonly BlendBand[] | undefined;
  /**
   * How much the sequence encoder's scores are sharpened, > 0: the 200 items that it scores highest get `blend.encoder * (exp(sharpness * score) - 1)`. Only
   * beside a card. Default: every item gets `blend.encoder * score`.
   */
  readonly sharpness?: number | undefined;
  /** The sequence encoder; checked where it is opened. Default: none. */
  readonly card?: EncoderCard | undefined;
}

/** A model in the pack, with its accuracy on shoppers held out of training. */
export interface ModelCard {
  readonly name: string;
  readonly parameters: Readonly<Record<string, number | string>>;
  /** Such as `{ "HR@10": 0.08, "NDCG@10": 0.05 }`; empty if nothing could be held out. */
  readonly metrics: Readonly<Record<string, number>>;
}

/**
 * The items that a shopper of whom nothing is known is shown, with all that the catalogue says of them: a first list needs no other file.
 * Within them, every list that leaves items out has the order of the whole pack.
 */
export interface FirstItems {
  /** Mean popularity of all items of the pack. */
  readonly meanPopularity: number;
  /** Columns that the catalogue has, besides `id`; those of an item that are not given are absent. */
  readonly columns: readonly string[];
  /** Best first, 1 to 64. */
  readonly items: readonly (CatalogItem & { readonly popularity: number })[];
  /** Milliseconds since 1970, from when other items may come first: then they are not used. Default: always used. */
  readonly until?: number;
}

/** Figures on a pack that the next build compares its own with (`onshelf build --check`). Browsers do not read them. */
export interface PackContents {
  /** Events used, rounded to two digits. */
  readonly events?: number;
  /** Shoppers in the log, rounded to two digits. */
  readonly shoppers?: number;
  /** Share of the items that have neighbours or followers, 0 to 1. */
  readonly withNeighbours?: number;
  /** Share of the items that are not sold out. */
  readonly inStock?: number;
  /** Share of the items with a price. */
  readonly priced?: number;
  /** Share of the items with a picture. */
  readonly pictured?: number;
  /** Share of the items with a title. */
  readonly titled?: number;
}

/** `pack.json`. */
export interface PackManifest {
  readonly format: 'onshelf-pack';
  /** Version of the format: 1 for plain numbers, 2 for compact ones. */
  readonly version: 1 | 2;
  /** Increases with every publication of the shop's pack. */
  readonly number: number;
  /** ISO 8601. */
  readonly created: string;
  readonly items: number;
  /** Locale of the catalogue's own texts and prices, a BCP 47 tag. Default: not said. */
  readonly locale?: string;
  /** Columns of a row, a multiple of 4. */
  readonly dimensions: number;
  readonly spaces: readonly FactorSpace[];
  readonly encoder: EncoderSettings;
  readonly models: readonly ModelCard[];
  /** Sensitive categories (`product_type`), with those below them: no profile is made of them. Default: none. */
  readonly sensitive?: readonly string[];
  /** Items of a first list; checked where they are used. Default: none. */
  readonly first?: FirstItems;
  /** The ranker, a `PackRanker` once `parseRanker` has checked it, where it is used. Default: none. */
  readonly ranker?: unknown;
  /** From scores to chances, a `RelevanceCurve` once `parseCurve` has checked it, where it is used. Default: none. */
  readonly relevance?: unknown;
  readonly contents?: PackContents;
  readonly files: readonly PackFile[];
  /** Files that are fetched on first use, each an `OptionalFile` once `parseOptional` has checked it. Default: none. */
  readonly optional?: readonly unknown[];
}
