// Shared by all kernels, which are appended to this text: what is to be done, the same for all questions of a run.

/** Invocations of a workgroup. */
override THREADS: u32 = 64u;
/** Room for survivors, per question. */
override SURVIVOR_ROOM: u32 = 4096u;

/** The threshold that lets every row through. Finite, because WGSL lets a compiler assume that no infinity occurs. */
const LOWEST: f32 = -3.4e38;
/** What a group without a row has for its best: below every score and every threshold. */
const NOTHING: f32 = -3.402e38;

struct Plan {
  /** Row number, in the whole catalogue, of these bindings' first row. */
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
