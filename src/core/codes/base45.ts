/** The signs of QR codes' alphanumeric mode, in order of their values. */
const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/**
 * Writes bytes in the signs of QR codes' alphanumeric mode: two bytes in three signs, a last one in two.
 *
 * @param bytes any number
 * @see https://www.rfc-editor.org/rfc/rfc9285
 */
export function toBase45(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const isLast = at + 1 === bytes.length;
    let value = isLast ? bytes[at] : bytes[at] * 256 + bytes[at + 1];
    for (let sign = isLast ? 2 : 3; sign > 0; sign--) {
      text += SIGNS[value % 45];
      value = Math.floor(value / 45);
    }
  }
  return text;
}

/**
 * Reads what `toBase45` writes.
 *
 * @param text to read
 * @returns null for a text that is no base45
 */
export function fromBase45(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 3 === 1) return null;
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const values = [...text.slice(at, at + 3)].map((sign) => SIGNS.indexOf(sign));
    const number = values.reduce((sum, value, place) => sum + value * 45 ** place, 0);
    if (values.includes(-1) || number > (values.length === 2 ? 0xff : 0xffff)) return null;
    if (values.length === 3) bytes.push(number >> 8);
    bytes.push(number & 0xff);
  }
  return Uint8Array.from(bytes);
}
