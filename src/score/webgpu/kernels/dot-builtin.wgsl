/** 16 columns of a query. */
alias Columns = vec4<u32>;

fn columns_of(words: vec4<u32>) -> Columns {
  return words;
}

/** The dot product of 16 columns of a row with those of a query. */
fn dot_block(a: vec4<u32>, b: Columns) -> i32 {
  return (dot4I8Packed(a.x, b.x) + dot4I8Packed(a.y, b.y)) + (dot4I8Packed(a.z, b.z) + dot4I8Packed(a.w, b.w));
}
