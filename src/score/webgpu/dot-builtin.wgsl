/** The dot product of four signed bytes with four others. */
fn dot_bytes(a: u32, b: u32) -> i32 {
  return dot4I8Packed(a, b);
}
