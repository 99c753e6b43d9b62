/** An empty set over `size` numbers, 32 to a word. */
export function createBitset(size: number): Uint32Array {
  return new Uint32Array(Math.ceil(size / 32));
}

/** Puts `index` into the set. */
export function addBit(bits: Uint32Array, index: number): void {
  bits[index >> 5] |= 1 << (index & 31);
}

/** Is `index` in the set? */
export function hasBit(bits: Uint32Array, index: number): boolean {
  return ((bits[index >> 5] >>> (index & 31)) & 1) === 1;
}

/** How many numbers the set holds. */
export function countBits(bits: Uint32Array): number {
  let count = 0;
  for (let word of bits) {
    for (; word !== 0; word &= word - 1) count++;
  }
  return count;
}
