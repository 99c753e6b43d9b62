/**
 * The nearest bfloat16 of each number: the upper half of its float32, ties to even. Eight binary digits are
 * enough for a scale, in half the bytes.
 *
 * @param values finite
 */
export function toBfloat16(values: Float32Array): Uint16Array {
  const bits = new Uint32Array(values.slice().buffer);
  const halves = new Uint16Array(bits.length);
  for (let at = 0; at < bits.length; at++) halves[at] = (bits[at] + 0x7fff + ((bits[at] >>> 16) & 1)) >>> 16;
  return halves;
}

/** Converts bfloat16 to numbers. */
export function fromBfloat16(halves: Uint16Array): Float32Array {
  const bits = new Uint32Array(halves.length);
  for (let at = 0; at < bits.length; at++) bits[at] = halves[at] << 16;
  return new Float32Array(bits.buffer);
}
