/** Texts up to this length are copies already, characters. */
const SHORT = 12;

/**
 * A text with memory of its own. A part of a large text keeps all of it in memory: each title of a catalogue would keep a piece of its file.
 *
 * @param text a part of another text, or not; halves of surrogate pairs become U+FFFD
 */
export function ownText(text: string): string {
  return text.length <= SHORT ? text : Buffer.from(text).toString();
}
