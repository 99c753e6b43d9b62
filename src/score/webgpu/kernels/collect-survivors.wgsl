// Scores the rows of the few groups whose best row may reach the threshold again, in float32, and collects those that
// reach it.

@group(0) @binding(6) var<storage, read> uppers: array<f32>;
@group(0) @binding(7) var<storage, read_write> found: array<Found>;
@group(0) @binding(8) var<storage, read_write> survivors: array<Candidate>;

fn score(row: u32, query: u32, facts: Facts) -> f32 {
  let first = first_block(query) + 1u + BLOCKS;
  var sum = vec4<f32>();
  for (var block = 0u; block < BLOCKS; block++) {
    let values = rows[row * BLOCKS + block];
    let at = first + 4u * block;
    sum += signed_bytes(values.x) * bitcast<vec4<f32>>(queries[at]);
    sum += signed_bytes(values.y) * bitcast<vec4<f32>>(queries[at + 1u]);
    sum += signed_bytes(values.z) * bitcast<vec4<f32>>(queries[at + 2u]);
    sum += signed_bytes(values.w) * bitcast<vec4<f32>>(queries[at + 3u]);
  }
  return ((sum.x + sum.y) + (sum.z + sum.w)) * scales[row] + facts.bias_weight * biases[row];
}

/** Collects from the rows of one group. */
fn collect(group: u32, query: u32, facts: Facts, threshold: f32) {
  let bit = excluded_bit(group);
  var word = excluded_word(query, group);
  for (var row = group; row < plan.items; row += plan.groups) {
    if ((excluded[word] & bit) == 0u) {
      let candidate = Candidate(score(row, query, facts), plan.first_item + row);
      if (candidate.score >= threshold) {
        let place = atomicAdd(&found[query].count, 1u);
        // Counts beyond the available room, so that the host detects an overflow.
        if (place < SURVIVOR_ROOM) {
          survivors[query * SURVIVOR_ROOM + place] = candidate;
        }
      }
    }
    word += plan.groups >> 5u;
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
