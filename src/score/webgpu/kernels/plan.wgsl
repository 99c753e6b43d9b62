// Shared by all kernels, which are appended to this text: the parameters of a run, the same for all its queries.

/** Invocations of a workgroup. */
override THREADS: u32 = 64u;
/** Maximum number of survivors per query. */
override SURVIVOR_ROOM: u32 = 4096u;

/** The threshold that every row passes. Finite, because WGSL lets a compiler assume that no infinity occurs. */
const LOWEST: f32 = -3.4e38;
/** Best score of a group without rows: below every score and every threshold. */
const NOTHING: f32 = -3.402e38;

struct Plan {
  /** Row number, in the whole catalogue, of the first row in these bindings. */
  first_item: u32,
  /** Rows in these bindings. */
  items: u32,
  /** Groups in these bindings, a multiple of 32: row r belongs to group r % groups. */
  groups: u32,
  /** Number, in the whole catalogue, of the first of them. */
  first_group: u32,
  /** Groups in the whole catalogue. */
  all_groups: u32,
  slots: u32,
  keep: u32,
  /** 32-bit words of an exclusion bitset. */
  mask_words: u32,
}

@group(0) @binding(0) var<uniform> plan: Plan;
