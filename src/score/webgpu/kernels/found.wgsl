// Shared by the kernels that pass survivors on.

struct Found {
  /** Rows that score lower cannot be among the best. */
  threshold: f32,
  /** Rows that do not. */
  count: atomic<u32>,
}

struct Candidate {
  score: f32,
  item: u32,
}
