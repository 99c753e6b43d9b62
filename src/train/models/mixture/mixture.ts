/** Parts that a table of followers can be mixed from, in the order in which they are tried. All but the teacher's need the minimum support. */
export const FOLLOWER_PARTS = [
  // The ridge regression of the next item.
  'closed-form',
  // Two steps of it, levelled: see `evenScale`.
  'closed-form-twice',
  // How often one item came after another, for its distance, over the popularity of both; and two such steps.
  'steps',
  'steps-twice',
  // Cosine over shoppers or sessions; and two steps of it.
  'item-knn',
  'item-knn-twice',
  // An item alike, then what follows that.
  'item-knn-closed-form',
  // What the teacher names.
  'teacher',
] as const;

/** One of them. */
export type FollowerPart = (typeof FOLLOWER_PARTS)[number];

/** A part, with its weight. */
interface WeightedPart {
  readonly part: FollowerPart;
  /** Above 0; of a part whose rows add up to 1 on average. */
  readonly weight: number;
}

/** What a table of followers is mixed from; never empty. */
export type Mixture = readonly WeightedPart[];

/** Whether a mixture is looked for; `none`: the closed form and its second hop, in fixed shares. */
export type MixtureRequest = 'auto' | 'none';

/** Where the search for a mixture may start. Few, and sound on several kinds of logs, so that the choice among them is not chance. */
export const FIRST_MIXTURES: readonly Mixture[] = [
  [
    { part: 'closed-form', weight: 1 },
    { part: 'closed-form-twice', weight: 1 },
  ],
  [
    { part: 'closed-form', weight: 1 },
    { part: 'closed-form-twice', weight: 0.5 },
    { part: 'steps-twice', weight: 0.5 },
    { part: 'item-knn-closed-form', weight: 0.3 },
  ],
  [
    { part: 'closed-form', weight: 1 },
    { part: 'steps-twice', weight: 0.6 },
    { part: 'item-knn-twice', weight: 0.3 },
  ],
];

/** What a mixture was worth to the table of followers alone, on the tuning shoppers. */
export interface MixtureChoice {
  /** null: lists were not surely better, so the table is the closed form with its second hop. */
  readonly chosen: Mixture | null;
  /** Number of lists of the tuning shoppers. */
  readonly lists: number;
  /**
   * NDCG@20 without a mixture, and with one: the table as it ships; where none is used, by lists whose mixture others chose. null: the lists are too few
   * to choose by.
   */
  readonly without: number | null;
  readonly with: number | null;
  /** Seconds that training, searching and measuring took. */
  readonly seconds: number;
}

/** A mixture in words: `closed-form 1, steps-twice 0.4`. */
export function mixtureText(mixture: Mixture): string {
  return mixture.map(({ part, weight }) => `${part} ${weight}`).join(', ');
}

/** Whether a mixture needs the rows of a teacher. */
export function usesTeacher(mixture: Mixture | null): boolean {
  return mixture?.some(({ part }) => part === 'teacher') ?? false;
}
