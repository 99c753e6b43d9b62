import { STREAM_PADDING_BYTES } from '../format/format.js';

/** Writes numbers of a few bits each, most significant bit first. */
export class BitWriter {
  #bytes = new Uint8Array(1024);
  #length = 0;
  /** Bits that do not fill a byte yet, and how many they are. */
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

  /** What was written, filled up to whole bytes, and with the zeros that let a reader look ahead. */
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
 * Bits of a whole number in Exp-Golomb code of an order.
 *
 * @param value 0 or more
 * @param order low bits that stand as they are
 */
export function golombBits(value: number, order: number): number {
  return 2 * (31 - Math.clz32((value >>> order) + 1)) + 1 + order;
}

/**
 * Appends a whole number in Exp-Golomb code: as many zeros as its upper part plus one has bits after the first, that part
 * plus one, and its low bits.
 *
 * @param writer where to
 * @param value 0 to 2^24
 * @param order low bits that stand as they are, 0 to 15
 * @see Teuhola: A compression method for clustered bit-vectors, Information Processing Letters 7(6), 1978
 */
export function writeGolomb(writer: BitWriter, value: number, order: number): void {
  const upper = (value >>> order) + 1;
  const zeros = 31 - Math.clz32(upper);
  writer.write(0, zeros);
  writer.write(upper, zeros + 1);
  writer.write(value & ((1 << order) - 1), order);
}
