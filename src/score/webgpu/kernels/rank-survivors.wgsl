// Sorts the survivors: the rank of each is the number of survivors before it. That needs no barrier, and is faster than
// sorting for the one or two hundred survivors of a usual list.

@group(0) @binding(6) var<storage, read_write> found: array<Found>;
@group(0) @binding(7) var<storage, read> survivors: array<Candidate>;
@group(0) @binding(8) var<storage, read_write> winners: array<Candidate>;

/** The order of results: higher scores first, equal scores by row number. */
fn stands_before(a: Candidate, b: Candidate) -> bool {
  return a.score > b.score || (a.score == b.score && a.item < b.item);
}

@compute @workgroup_size(THREADS)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) workgroups: vec3<u32>) {
  let query = id.y;
  let count = atomicLoad(&found[query].count);
  if (count > SURVIVOR_ROOM) {
    return;
  }
  let first = query * SURVIVOR_ROOM;
  for (var own = id.x; own < count; own += workgroups.x * THREADS) {
    let candidate = survivors[first + own];
    var place = 0u;
    for (var other = 0u; other < count; other++) {
      place += select(0u, 1u, stands_before(survivors[first + other], candidate));
    }
    if (place < plan.keep) {
      winners[query * plan.keep + place] = candidate;
    }
  }
}
