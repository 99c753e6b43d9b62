// Shared by the kernels that read rows, which are appended to this text: the catalogue, the questions, the rough score.

/** Blocks of 16 int8 columns in a row. */
override BLOCKS: u32 = 4u;

@group(0) @binding(1) var<storage, read> rows: array<vec4<u32>>;
@group(0) @binding(2) var<storage, read> scales: array<f32>;
@group(0) @binding(3) var<storage, read> biases: array<f32>;
@group(0) @binding(4) var<storage, read> excluded: array<u32>;
/** For every question: one block of facts, BLOCKS blocks of int8, 4 * BLOCKS blocks of float32. */
@group(0) @binding(5) var<storage, read> queries: array<vec4<u32>>;

struct Facts {
  bias_weight: f32,
  /** Multiplies the int8 query back to its real size. */
  step: f32,
  /** How far a row's score can be from what the int8 query says, for a scale of 1. */
  doubt: f32,
  /** How far rounding can move any score. */
  rounding: f32,
}

fn first_block(query: u32) -> u32 {
  return query * (1u + 5u * BLOCKS);
}

fn facts_of(query: u32) -> Facts {
  let words = bitcast<vec4<f32>>(queries[first_block(query)]);
  return Facts(words.x, words.y, words.z, words.w);
}

fn is_excluded(query: u32, item: u32) -> bool {
  return ((excluded[query * plan.mask_words + (item >> 5u)] >> (item & 31u)) & 1u) == 1u;
}

fn dot_block(a: vec4<u32>, b: vec4<u32>) -> i32 {
  return (dot_bytes(a.x, b.x) + dot_bytes(a.y, b.y)) + (dot_bytes(a.z, b.z) + dot_bytes(a.w, b.w));
}

/** Between which bounds the score lies: x not above it, y not below. */
fn bounds_of(sum: i32, facts: Facts, scale: f32, bias: f32) -> vec2<f32> {
  let middle = f32(sum) * facts.step * scale + facts.bias_weight * bias;
  let reach = facts.doubt * abs(scale) + facts.rounding;
  return vec2<f32>(middle - reach, middle + reach);
}

/** The dot product of a row with the int8 query. */
fn rough_sum(row: u32, query: u32) -> i32 {
  let first = first_block(query) + 1u;
  var sum = 0;
  for (var block = 0u; block < BLOCKS; block++) {
    sum += dot_block(rows[row * BLOCKS + block], queries[first + block]);
  }
  return sum;
}
