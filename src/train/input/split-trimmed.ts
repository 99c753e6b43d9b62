/**
 * The parts of a text between separators, without blanks around them. A pattern that takes the blanks too is tried anew at each of them, which takes minutes
 * where a text has many.
 *
 * @param text any
 * @param separator one sign, or a pattern of one
 */
export function splitTrimmed(text: string, separator: string | RegExp): string[] {
  return text.split(separator).map((part) => part.trim());
}
