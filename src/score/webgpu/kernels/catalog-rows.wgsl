// Shared by the kernels that read rows, which are appended to this text: the catalogue and the queries.

/** Blocks of 16 int8 columns in a row. */
override BLOCKS: u32 = 4u;

@group(0) @binding(1) var<storage, read> rows: array<vec4<u32>>;
@group(0) @binding(2) var<storage, read> scales: array<f32>;
@group(0) @binding(3) var<storage, read> biases: array<f32>;
@group(0) @binding(4) var<storage, read> excluded: array<u32>;
/** For each query: one block of parameters, BLOCKS blocks of int8, 4 * BLOCKS blocks of float32. */
@group(0) @binding(5) var<storage, read> queries: array<vec4<u32>>;

struct Facts {
  bias_weight: f32,
  /** Multiplies the int8 query back to its real size. */
  step: f32,
  /** Maximum difference between a row's score and its int8 score, for a scale of 1. */
  doubt: f32,
  /** Maximum rounding error of a score. */
  rounding: f32,
}

/** Powers of two, so that multiplying by them rounds nothing. */
const WEIGHTS = vec4<f32>(1.0, 0x1p-8, 0x1p-16, 0x1p-24);
/** The highest byte of a word is signed; this is added to the others, so that they are unsigned. */
const RAISED = vec4<f32>(128.0, 128.0, 128.0, 0.0);

/** Four bytes, the lowest first, with the offset added and not yet weighted. No shifts: an emulated GPU does those lane by lane. */
fn raised_bytes(word: u32) -> vec4<f32> {
  return vec4<f32>(vec4<i32>(vec4<u32>(word ^ 0x00808080u) & vec4<u32>(0xffu, 0xff00u, 0xff0000u, 0xff000000u)));
}

/** Four signed bytes, the lowest first. */
fn signed_bytes(word: u32) -> vec4<f32> {
  return raised_bytes(word) * WEIGHTS - RAISED;
}

fn first_block(query: u32) -> u32 {
  return query * (1u + 5u * BLOCKS);
}

fn facts_of(query: u32) -> Facts {
  let words = bitcast<vec4<f32>>(queries[first_block(query)]);
  return Facts(words.x, words.y, words.z, words.w);
}

/** The bit of the exclusion words for the rows of a group; it is the same for all of them. */
fn excluded_bit(group: u32) -> u32 {
  return 1u << (group & 31u);
}

/** The exclusion word of a group's first row; the next row's is `plan.groups / 32` further. */
fn excluded_word(query: u32, group: u32) -> u32 {
  return query * plan.mask_words + ((plan.first_item + group) >> 5u);
}
