import { STREAM_PADDING_BYTES } from '../format/format.js';

/** Writes numbers of a few bits each, most significant bit first. */
export class BitWriter {
  #bytes = new Uint8Array(1024);
  #length = 0;
  /** Pending bits, and their number. */
  #held = 0;
  #count = 0;

  /**
   * Appends a number.
   *
   * @param value 0 to 2^bits - 1
   * @param bits 0 to 25
   */
  write(value: number, bits: number): void {
    this.#held = (this.#held << bits) | value;
    this.#count += bits;
    while (this.#count >= 8) {
      this.#count -= 8;
      this.#push(this.#held >>> this.#count);
    }
    this.#held &= (1 << this.#count) - 1;
  }

  /** The written bytes, padded to a whole byte and with zeros for the reader's look-ahead. */
  take(): Uint8Array<ArrayBuffer> {
    if (this.#count > 0) this.write(0, 8 - this.#count);
    for (let byte = 0; byte < STREAM_PADDING_BYTES; byte++) this.#push(0);
    return this.#bytes.slice(0, this.#length);
  }

  #push(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const grown = new Uint8Array(2 * this.#length);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes[this.#length++] = byte;
  }
}

/**
 * Length in bits of an integer in Exp-Golomb code.
 *
 * @param value 0 or more
 * @param order number of low bits written unchanged
 */
export function golombBits(value: number, order: number): number {
  return 2 * (31 - Math.clz32((value >>> order) + 1)) + 1 + order;
}

/**
 * Appends an integer in Exp-Golomb code: a zero for each bit but the first of its upper part plus one, then that, then its low bits.
 *
 * @param writer of the bits
 * @param value 0 to 2^24
 * @param order number of low bits written unchanged, 0 to 15
 * @see Teuhola: A compression method for clustered bit-vectors, Information Processing Letters 7(6), 1978
 */
export function writeGolomb(writer: BitWriter, value: number, order: number): void {
  const upper = (value >>> order) + 1;
  const zeros = 31 - Math.clz32(upper);
  writer.write(0, zeros);
  writer.write(upper, zeros + 1);
  writer.write(value & ((1 << order) - 1), order);
}
