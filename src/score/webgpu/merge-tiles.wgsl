// Joins lists of KEEP candidates: every workgroup reads TILE / KEEP lists and writes the best KEEP of them.

@group(0) @binding(0) var<storage, read> candidates: array<Candidate>;
@group(0) @binding(1) var<storage, read_write> winners: array<Candidate>;

@compute @workgroup_size(THREADS)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) thread: u32,
) {
  let list = group.y * groups.x + group.x;
  let first = list * TILE;
  let count = arrayLength(&candidates);
  if (first >= count) {
    return;
  }
  for (var slot = thread; slot < TILE; slot += THREADS) {
    var candidate = Candidate(LEFT_OUT, NOBODY);
    if (first + slot < count) {
      candidate = candidates[first + slot];
    }
    // The lists are sorted already: turning every second one round makes them the alternating runs of halve_runs.
    let turned = slot ^ select(0u, KEEP - 1u, (slot & KEEP) != 0u);
    tile[turned] = candidate;
  }
  halve_runs(thread);
  for (var slot = thread; slot < KEEP; slot += THREADS) {
    winners[list * KEEP + slot] = tile[slot];
  }
}
