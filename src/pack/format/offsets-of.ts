/**
 * The offsets of consecutive pieces.
 *
 * @param lengths shape [pieces]
 * @returns shape [pieces + 1], from 0; the last is the total
 */
export function offsetsOf(lengths: Uint8Array): Uint32Array {
  const offsets = new Uint32Array(lengths.length + 1);
  for (let piece = 0; piece < lengths.length; piece++) offsets[piece + 1] = offsets[piece] + lengths[piece];
  return offsets;
}
