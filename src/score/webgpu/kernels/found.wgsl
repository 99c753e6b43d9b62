// Shared by the kernels that process survivors.

struct Found {
  /** Rows that score lower cannot be among the best. */
  threshold: f32,
  /** Number of rows that do not score lower. */
  count: atomic<u32>,
}

struct Candidate {
  score: f32,
  item: u32,
}
