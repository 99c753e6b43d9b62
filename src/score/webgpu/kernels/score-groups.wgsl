// The only pass over all rows. Each invocation scores a group of rows approximately, with the query in int8, and outputs
// bounds of the group's best score.

/** Per query, `plan.slots` sortable lower bounds: the best score known among the rows of each slot. */
@group(0) @binding(6) var<storage, read_write> slots: array<atomic<u32>>;
/** Per query and group: an upper bound of its rows' scores. */
@group(0) @binding(7) var<storage, read_write> uppers: array<f32>;

/** Integers in the order of the scores; 0 is below all of them. */
fn sortable(score: f32) -> u32 {
  let bits = bitcast<u32>(score);
  return select(bits | 0x80000000u, ~bits, (bits >> 31u) == 1u);
}

fn note(query: u32, group: u32, best: vec2<f32>) {
  let place = plan.first_group + group;
  uppers[query * plan.all_groups + place] = best.y;
  if (best.x > NOTHING) {
    atomicMax(&slots[query * plan.slots + place % plan.slots], sortable(best.x));
  }
}

/** Bounds of the score: x is the lower one, y the upper one. */
fn bounds_of(sum: i32, facts: Facts, scale: f32, bias: f32) -> vec2<f32> {
  let middle = f32(sum) * facts.step * scale + facts.bias_weight * bias;
  let reach = facts.doubt * abs(scale) + facts.rounding;
  return vec2<f32>(middle - reach, middle + reach);
}

/** One of the first blocks of a query; zeros after its last. */
fn early_block(query: u32, block: u32) -> Columns {
  return columns_of(select(vec4<u32>(), queries[first_block(query) + 1u + block], block < BLOCKS));
}

// Neighbouring rows belong to different groups and so to different slots: adjacent best-sellers in the catalogue do not
// share a slot, and neighbouring invocations read neighbouring memory.

/** One query at a time: fastest for a single list. */
@compute @workgroup_size(THREADS)
fn score_one(@builtin(global_invocation_id) id: vec3<u32>) {
  let group = id.x;
  let query = id.y;
  if (group >= plan.groups) {
    return;
  }
  let facts = facts_of(query);
  // The first 64 columns of the query stay in registers for all rows.
  let a = early_block(query, 0u);
  let b = early_block(query, 1u);
  let c = early_block(query, 2u);
  let d = early_block(query, 3u);
  let bit = excluded_bit(group);
  var word = excluded_word(query, group);
  var best = vec2<f32>(NOTHING);
  for (var row = group; row < plan.items; row += plan.groups) {
    // In a narrower row, whatever follows it is multiplied by zeros.
    let at = row * BLOCKS;
    var sum = dot_block(rows[at], a) + dot_block(rows[at + 1u], b) + dot_block(rows[at + 2u], c) + dot_block(rows[at + 3u], d);
    for (var block = 4u; block < BLOCKS; block++) {
      sum += dot_block(rows[at + block], columns_of(queries[first_block(query) + 1u + block]));
    }
    if ((excluded[word] & bit) == 0u) {
      best = max(best, bounds_of(sum, facts, scales[row], biases[row]));
    }
    word += plan.groups >> 5u;
  }
  note(query, group, best);
}

/** Four queries at a time: a row is fetched once for all four. */
@compute @workgroup_size(THREADS)
fn score_four(@builtin(global_invocation_id) id: vec3<u32>) {
  let group = id.x;
  let query = 4u * id.y;
  if (group >= plan.groups) {
    return;
  }
  let stride = first_block(1u);
  let first = first_block(query) + 1u;
  let facts_a = facts_of(query);
  let facts_b = facts_of(query + 1u);
  let facts_c = facts_of(query + 2u);
  let facts_d = facts_of(query + 3u);
  let bit = excluded_bit(group);
  var word = excluded_word(query, group);
  var best_a = vec2<f32>(NOTHING);
  var best_b = best_a;
  var best_c = best_a;
  var best_d = best_a;
  for (var row = group; row < plan.items; row += plan.groups) {
    var sums = vec4<i32>();
    for (var block = 0u; block < BLOCKS; block++) {
      let values = rows[row * BLOCKS + block];
      let at = first + block;
      sums += vec4<i32>(
        dot_block(values, columns_of(queries[at])),
        dot_block(values, columns_of(queries[at + stride])),
        dot_block(values, columns_of(queries[at + 2u * stride])),
        dot_block(values, columns_of(queries[at + 3u * stride])),
      );
    }
    let scale = scales[row];
    let bias = biases[row];
    if ((excluded[word] & bit) == 0u) {
      best_a = max(best_a, bounds_of(sums.x, facts_a, scale, bias));
    }
    if ((excluded[word + plan.mask_words] & bit) == 0u) {
      best_b = max(best_b, bounds_of(sums.y, facts_b, scale, bias));
    }
    if ((excluded[word + 2u * plan.mask_words] & bit) == 0u) {
      best_c = max(best_c, bounds_of(sums.z, facts_c, scale, bias));
    }
    if ((excluded[word + 3u * plan.mask_words] & bit) == 0u) {
      best_d = max(best_d, bounds_of(sums.w, facts_d, scale, bias));
    }
    word += plan.groups >> 5u;
  }
  note(query, group, best_a);
  note(query + 1u, group, best_b);
  note(query + 2u, group, best_c);
  note(query + 3u, group, best_d);
}
