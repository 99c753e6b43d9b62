// Scores the survivors in float32. A kernel of its own: they now stand side by side, and no invocation waits for another
// that has more of them.

@group(0) @binding(6) var<storage, read_write> found: array<Found>;
@group(0) @binding(7) var<storage, read_write> survivors: array<Candidate>;

/** Four signed bytes, the lowest first. */
fn unpack(word: u32) -> vec4<f32> {
  return vec4<f32>(vec4<i32>(vec4<u32>(word) << vec4<u32>(24u, 16u, 8u, 0u)) >> vec4<u32>(24u));
}

fn score(row: u32, query: u32, facts: Facts) -> f32 {
  let first = first_block(query) + 1u + BLOCKS;
  var sum = vec4<f32>();
  for (var block = 0u; block < BLOCKS; block++) {
    let values = rows[row * BLOCKS + block];
    let at = first + 4u * block;
    sum += unpack(values.x) * bitcast<vec4<f32>>(queries[at]);
    sum += unpack(values.y) * bitcast<vec4<f32>>(queries[at + 1u]);
    sum += unpack(values.z) * bitcast<vec4<f32>>(queries[at + 2u]);
    sum += unpack(values.w) * bitcast<vec4<f32>>(queries[at + 3u]);
  }
  return ((sum.x + sum.y) + (sum.z + sum.w)) * scales[row] + facts.bias_weight * biases[row];
}

@compute @workgroup_size(THREADS)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) workgroups: vec3<u32>) {
  let query = id.y;
  let facts = facts_of(query);
  let count = min(atomicLoad(&found[query].count), SURVIVOR_ROOM);
  for (var place = id.x; place < count; place += workgroups.x * THREADS) {
    let row = survivors[query * SURVIVOR_ROOM + place].item - plan.first_item;
    // Those of earlier bindings have become huge numbers.
    if (row < plan.items) {
      survivors[query * SURVIVOR_ROOM + place].score = score(row, query, facts);
    }
  }
}
