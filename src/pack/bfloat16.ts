/**
 * The nearest bfloat16 of each number: the upper half of its float32, ties to even. Eight digits of binary are enough for a
 * scale, and half the bytes.
 *
 * @param values finite
 */
export function toBfloat16(values: Float32Array): Uint16Array {
  const bits = new Uint32Array(Float32Array.from(values).buffer);
  return Uint16Array.from(bits, (word) => (word + 0x7fff + ((word >>> 16) & 1)) >>> 16);
}

/** The numbers that bfloat16 stand for. */
export function fromBfloat16(halves: Uint16Array): Float32Array {
  return new Float32Array(Uint32Array.from(halves, (half) => half << 16).buffer);
}
