import type { ListKind } from './list-call.js';
import type { RecommendRequest, RelatedRequest, RerankRequest, TrendingRequest } from './request.js';

/** A list that a placement may have: the shelf's method that returns it. */
type PlacementList = Exclude<ListKind, 'next'>;

/** Parameters of a list, as a call takes them, and which list it is. */
export interface PlacementSettings
  extends Omit<RecommendRequest & RelatedRequest & TrendingRequest & RerankRequest, 'now' | 'placement' | 'repeats' | 'neutral'> {
  /** Default `recommend`. */
  readonly list?: PlacementList;
}

/** When something applies. ISO 8601 with an offset, such as `2026-11-27T00:00:00+01:00`; compared with the clock of the list. */
export interface Schedule {
  /** The first moment. Default: always was. */
  readonly from?: string;
  /** The first moment after it. Default: for ever. */
  readonly until?: string;
}

/** Whom a campaign is for; all of it has to hold. It is found out on the device, and stays there. */
export interface Audience {
  /** Those whose interest is in this category, or those below it, as in the feed's `product_type`. */
  readonly category?: string;
  /** Those whose interest is in this brand. */
  readonly brand?: string;
  /** Minimum share of category or brand in the shopper's own interest, above 0 to 1. One product view alone is 0.5. Default 0.2. */
  readonly share?: number;
  /** Those whose nearest prototype is this one, from 0; needs `pack`. */
  readonly prototype?: number;
  /** Number of the pack that `prototype` belongs to: each build numbers them anew. */
  readonly pack?: number;
  /** Whether the shopper's history has anything to make lists from. */
  readonly known?: boolean;
}

/** Other settings for a time, an audience, or both. Of several that apply, the first in the file counts. */
export interface Campaign extends PlacementSettings, Schedule {
  /** Unique in the placement; for `trace.placement`. */
  readonly name: string;
  /** Default: everybody. */
  readonly audience?: Audience;
}

/** A group of shoppers with settings of its own. */
export interface ExperimentVariant extends PlacementSettings {
  /** 1 to 32 lower-case letters and digits, but not `control`. */
  readonly name: string;
  /** Share of the shoppers, 0 to 1. */
  readonly share: number;
}

/** A comparison of settings between groups of shoppers. The shares of variants and control group add up to 1. */
export interface Experiment extends Schedule {
  /** 1 to 32 lower-case letters and digits. Another name draws the groups anew. */
  readonly name: string;
  readonly variants: readonly ExperimentVariant[];
  /** `plain`: the placement's list without any rule. `shop`: the `fallback` of the shelf, in its order. */
  readonly control?: { readonly share: number; readonly order?: 'plain' | 'shop' };
}

/** A place of the shop's pages. */
export interface Placement extends PlacementSettings {
  /** Whether it may show what placements before it on the page show. Default false. */
  readonly repeats?: boolean;
  readonly campaigns?: readonly Campaign[];
  readonly experiment?: Experiment;
}

/** `scenarios.json`: what the shop wants in which place of its pages. */
export interface ScenariosFile {
  readonly format: 'onshelf-scenarios';
  readonly version: 1;
  /** By name: 1 to 64 lower-case letters, digits and hyphens. */
  readonly placements: Readonly<Record<string, Placement>>;
}

/** `scenarios.json` as `onshelf scenarios publish` writes it: the name of a file that never changes. */
export interface ScenariosPointer {
  readonly format: 'onshelf-scenarios';
  readonly version: 1;
  readonly file: { readonly path: string; readonly bytes: number; readonly sha256: string };
}
