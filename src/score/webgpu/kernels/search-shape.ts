/**
 * Invocations per workgroup, in every kernel. 64 fills the hardware of every vendor, and the only kernel with
 * barriers is faster in a small workgroup.
 */
export const THREADS = 64;

/** Maximum number of candidates per query. */
export const MAX_KEPT = 1024;

/**
 * Maximum number of rows that pass the threshold, per query. With `MAX_KEPT` candidates about 2000 pass; more only where
 * very many rows tie, and the processor answers such a query.
 */
export const SURVIVOR_ROOM = 4096;

/** Bytes of a candidate on the GPU: a float32 score and a 32-bit row number. */
export const GPU_CANDIDATE_BYTES = 8;

/** Enough that a group's bookkeeping is small against its scoring, few enough that 100 000 rows keep a GPU busy. */
const MAX_ROWS_PER_GROUP = 8;
const FEWEST_SLOTS = 256;
/** With fewer, every second group would have to be scored again for one row of it. */
const GROUPS_PER_SLOT = 4;
/** With three slots per candidate, about a fifth more rows than `keep` pass the threshold, and as many again through the int8 rounding. */
const SLOTS_PER_CANDIDATE = 3;

/** How rows are distributed among invocations, and how the threshold is found. */
export interface SearchShape {
  /** Number of candidates returned. */
  readonly keep: number;
  /** Each slot has the best score of a share of the rows; the `keep`-th best slot is the threshold. A power of two. */
  readonly slots: number;
  /** Rows per invocation: its group. */
  readonly rowsPerGroup: number;
}

/**
 * The shape of a search.
 *
 * @param keep number of candidates, 1 to `MAX_KEPT`
 * @param items rows of the catalogue
 */
export function searchShapeFor(keep: number, items: number): SearchShape {
  let slots = FEWEST_SLOTS;
  while (slots < SLOTS_PER_CANDIDATE * keep) slots *= 2;
  const rowsPerGroup = Math.max(1, Math.min(MAX_ROWS_PER_GROUP, Math.floor(items / (GROUPS_PER_SLOT * slots))));
  return { keep, slots, rowsPerGroup };
}
