/** Names of teachers that can be requested. */
export const TEACHER_NAMES = ['walk'] as const;

/** What trains the rows that the closed form is drawn to. */
export type TeacherName = (typeof TEACHER_NAMES)[number];

/** A request: a teacher, whichever serves the shop's tuning shoppers best (`auto`), or none. */
export type TeacherRequest = TeacherName | 'auto' | 'none';

/** How much a closed form learns from a teacher. */
export interface Teaching {
  readonly teacher: TeacherName;
  /** Added to the ridge, and the weight of the teacher's rows on the right side: the shoppers that a row counts as. 0 or more. */
  readonly weight: number;
  /** Temperature of the rows, > 0: below 1 the strongest followers count more, above 1 less. */
  readonly temperature: number;
  /** Part of the teacher's own rows in the table, relative to the mean sum of a row of it; 0 or more. */
  readonly share: number;
}

/** What is tried per shop, beside no teacher. Few, so that the choice among them is not chance. */
export const TEACHINGS: readonly Teaching[] = [
  { teacher: 'walk', weight: 3, temperature: 1.5, share: 0.2 },
  { teacher: 'walk', weight: 3, temperature: 1, share: 0 },
  { teacher: 'walk', weight: 10, temperature: 1, share: 0 },
];
