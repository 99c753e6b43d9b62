/** Lengths of the lists that are measured. */
export const CUTOFFS = [10, 20];
