import type { InputNote } from '../input/input-facts.js';
import type { FeedSummary } from '../packing/pack-report.js';

/** Locales of a build. */
export interface LocaleRequest {
  /** BCP 47 tag of the catalogue's own texts and prices; undefined: not said. */
  readonly own?: string | undefined;
  /** The others, each tag once. */
  readonly others: readonly {
    /** BCP 47, in its canonical form. */
    readonly tag: string;
    /** Files, folders and patterns of its feed; one or more. */
    readonly paths: readonly string[];
    /** Field to column or nested path of this feed. */
    readonly mapped: Readonly<Record<string, string>>;
  }[];
}

/** What was read of a locale. */
export interface LocaleReport {
  readonly tag: string;
  readonly feed: FeedSummary;
  /** Items of the catalogue that its feed has. */
  readonly matched: number;
  /** Items of the catalogue that its feed does not have: they are shown as in the catalogue. */
  readonly missing: number;
  /** Items of its feed that the catalogue does not have. */
  readonly unknown: number;
  /** Items with a title of their own, which differs from the catalogue's. */
  readonly titles: number;
  /** The same for addresses of pages. */
  readonly links: number;
  /** Items with a price, where the locale has prices of its own. */
  readonly priced: number;
  /** ISO 4217; '' where its prices have none; null: it has no prices of its own. */
  readonly currency: string | null;
  /** Categories with another name than the catalogue's. */
  readonly categories: number;
  readonly notes: readonly InputNote[];
}

/** The same of a written pack. */
export interface LocaleSummary extends LocaleReport {
  /** Size of its file. */
  readonly bytes: number;
}
