/**
 * A text without certain signs at its ends. A pattern for the end of a text is tried at every place of it, which takes minutes where a text has many of
 * the signs inside.
 *
 * @param text any
 * @param signs to leave out, each one UTF-16 unit
 */
export function trimSigns(text: string, signs: string): string {
  let [start, end] = [0, text.length];
  while (start < end && signs.includes(text[start])) start++;
  while (end > start && signs.includes(text[end - 1])) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}
