// For a "GPU" that is a program on the processor: it has no lanes for bytes, and shifts lane by lane, so that masking and
// float32 arithmetic take a quarter of the time of `dot4I8Packed`. Every number here is a whole one that float32 holds.

/** 16 columns of a query, each times the weight that its byte of a row needs. */
struct Columns {
  a: vec4<f32>,
  b: vec4<f32>,
  c: vec4<f32>,
  d: vec4<f32>,
  /** What the raising of the rows' bytes adds to a dot product. */
  raised: f32,
}

fn columns_of(words: vec4<u32>) -> Columns {
  let a = signed_bytes(words.x);
  let b = signed_bytes(words.y);
  let c = signed_bytes(words.z);
  let d = signed_bytes(words.w);
  return Columns(a * WEIGHTS, b * WEIGHTS, c * WEIGHTS, d * WEIGHTS, dot((a + b) + (c + d), RAISED));
}

/** The dot product of 16 columns of a row with those of a query. */
fn dot_block(row: vec4<u32>, query: Columns) -> i32 {
  let low = dot(raised_bytes(row.x), query.a) + dot(raised_bytes(row.y), query.b);
  let high = dot(raised_bytes(row.z), query.c) + dot(raised_bytes(row.w), query.d);
  return i32(low + high - query.raised);
}
