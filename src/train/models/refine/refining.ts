/** How the popularity of the last days moves followers. */
export interface FollowerTrend {
  /** Days before the end of the log that count, > 0. */
  readonly days: number;
  /** Exponent of an item's events in those days, > 0. */
  readonly power: number;
}

/** What is done to the table of followers once it is trained. */
export interface Refining {
  /** Whether rows of few followers are filled with followers of the item's category. */
  readonly categories: boolean;
  /** null: followers are as strong as the log as a whole says. */
  readonly trend: FollowerTrend | null;
}

/** The trained table as it is. */
export const UNREFINED: Refining = { categories: false, trend: null };

/** Trends that are tried per shop. Few, so that the choice among them is not chance. */
export const FOLLOWER_TRENDS: readonly FollowerTrend[] = [
  { days: 30, power: 0.25 },
  { days: 30, power: 0.5 },
  { days: 90, power: 0.5 },
];

/** What refining was worth to the table of followers alone, on the tuning shoppers. */
export interface RefiningChoice {
  readonly chosen: Refining;
  /** Whether the catalogue has categories to fill from. */
  readonly categoriesTried: boolean;
  /** Trends that the log is long enough for. */
  readonly trendsTried: number;
  /** Mean NDCG@20 of the table before, and of the one that ships. */
  readonly without: number;
  readonly with: number;
  /** Seconds that training and measuring took. */
  readonly seconds: number;
}
