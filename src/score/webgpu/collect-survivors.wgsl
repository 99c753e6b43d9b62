// Looks again at the few groups whose best row may reach the threshold, and collects the rows that may.

@group(0) @binding(6) var<storage, read> uppers: array<f32>;
@group(0) @binding(7) var<storage, read_write> found: array<Found>;
@group(0) @binding(8) var<storage, read_write> survivors: array<Candidate>;

/** Collects from the rows of one group. */
fn collect(group: u32, query: u32, facts: Facts, threshold: f32) {
  for (var step = 0u; step < plan.rows_per_group; step++) {
    let row = group + step * plan.groups;
    if (row >= plan.items) {
      return;
    }
    let item = plan.first_item + row;
    if (is_excluded(query, item)) {
      continue;
    }
    if (bounds_of(rough_sum(row, query), facts, scales[row], biases[row]).y >= threshold) {
      let place = atomicAdd(&found[query].count, 1u);
      // The count goes on beyond the room, so that the host sees that there was too little.
      if (place < SURVIVOR_ROOM) {
        survivors[query * SURVIVOR_ROOM + place].item = item;
      }
    }
  }
}

@compute @workgroup_size(THREADS)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) workgroups: vec3<u32>) {
  let query = id.y;
  let facts = facts_of(query);
  let threshold = found[query].threshold;
  let first = query * plan.all_groups + plan.first_group;
  for (var group = id.x; group < plan.groups; group += workgroups.x * THREADS) {
    if (uppers[first + group] >= threshold) {
      collect(group, query, facts, threshold);
    }
  }
}
