fn unpack_bytes(word: u32) -> vec4<i32> {
  return vec4<i32>(vec4<u32>(word) << vec4<u32>(24u, 16u, 8u, 0u)) >> vec4<u32>(24u);
}

/** The dot product of four signed bytes with four others, where WGSL has no word for it. */
fn dot_bytes(a: u32, b: u32) -> i32 {
  return dot(unpack_bytes(a), unpack_bytes(b));
}
