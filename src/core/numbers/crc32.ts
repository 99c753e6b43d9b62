/**
 * The CRC-32 of ISO 3309, as in gzip. Detects accidental changes, not deliberate ones. Bit by bit, without a table: the input is short.
 *
 * @param bytes any number
 * @returns 32 bits, unsigned
 */
export function crc32(bytes: Uint8Array): number {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
