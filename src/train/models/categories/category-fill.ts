/** What filling rows of few followers from categories was worth to the table of followers alone, on the tuning shoppers. */
export interface CategoryFill {
  /** Whether the table is filled; false: lists were not better by more than chance. */
  readonly used: boolean;
  /** NDCG@20 of lists of the table without and with it, each as it ships. */
  readonly without: number;
  readonly with: number;
  /** Seconds that filling and measuring took. */
  readonly seconds: number;
}
