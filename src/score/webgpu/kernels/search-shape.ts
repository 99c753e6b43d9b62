/**
 * Invocations of a workgroup, in every kernel. 64 is what every vendor fills its hardware with, and the only kernel with
 * barriers pays less for them in a small group.
 */
export const THREADS = 64;

/** Most candidates that one question may bring back. */
export const MAX_KEPT = 1024;

/**
 * Room for the rows that pass the threshold, per question. For `MAX_KEPT` candidates about 2000 do; more only where
 * very many rows tie, and such a question is answered on the processor.
 */
export const SURVIVOR_ROOM = 4096;

/** Bytes of a candidate on the GPU: a float32 score and a 32-bit row number. */
export const GPU_CANDIDATE_BYTES = 8;

/** Enough that a group's bookkeeping is small against its scoring, few enough that 100 000 rows keep a GPU busy. */
const MAX_ROWS_PER_GROUP = 8;
const FEWEST_SLOTS = 256;
/** Below, every second group would have to be looked at again for the rows of one. */
const GROUPS_PER_SLOT = 4;
/** With three slots per candidate, the threshold lets about a fifth more rows through than are wanted, and the int8 query as many again. */
const SLOTS_PER_CANDIDATE = 3;

/** How the rows are parted among invocations, and how the threshold is found. */
export interface SearchShape {
  /** Candidates brought back. */
  readonly keep: number;
  /** Each slot knows the best of a share of the rows; the `keep`-th best slot is the threshold. A power of two. */
  readonly slots: number;
  /** Rows that one invocation scores: its group. */
  readonly rowsPerGroup: number;
}

/**
 * The shape for a question.
 *
 * @param keep candidates wanted, 1 to `MAX_KEPT`
 * @param items rows of the catalogue
 */
export function searchShapeFor(keep: number, items: number): SearchShape {
  let slots = FEWEST_SLOTS;
  while (slots < SLOTS_PER_CANDIDATE * keep) slots *= 2;
  const rowsPerGroup = Math.max(1, Math.min(MAX_ROWS_PER_GROUP, Math.floor(items / (GROUPS_PER_SLOT * slots))));
  return { keep, slots, rowsPerGroup };
}
