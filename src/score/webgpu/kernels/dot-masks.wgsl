// For an emulated GPU: it has no byte lanes, and shifts lane by lane, so that masking and float32 arithmetic take about half
// the time of `dot4I8Packed`. Every number here is an integer that float32 represents exactly.

/** 16 columns of a query, four for each word of a row, each times the weight that its byte needs. */
alias Columns = mat4x4<f32>;

fn columns_of(words: vec4<u32>) -> Columns {
  return Columns(
    signed_bytes(words.x) * WEIGHTS,
    signed_bytes(words.y) * WEIGHTS,
    signed_bytes(words.z) * WEIGHTS,
    signed_bytes(words.w) * WEIGHTS,
  );
}

/** The dot product of 16 columns of a row with those of a query. */
fn dot_block(row: vec4<u32>, query: Columns) -> i32 {
  let low = dot(raised_bytes(row.x), query[0]) + dot(raised_bytes(row.y), query[1]);
  let high = dot(raised_bytes(row.z), query[2]) + dot(raised_bytes(row.w), query[3]);
  let raised = dot(query[0] + query[1] + query[2] + query[3], RAISED / WEIGHTS);
  return i32(low + high - raised);
}
