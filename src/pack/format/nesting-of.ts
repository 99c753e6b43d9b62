/**
 * The nesting depth of a JSON text, without parsing it.
 *
 * @param text any text
 * @param most counting stops beyond this depth
 * @returns 0 for none; at most `most + 1`
 */
export function nestingOf(text: string, most: number): number {
  let [depth, deepest, quoted] = [0, 0, false];
  for (let at = 0; at < text.length && deepest <= most; at++) {
    const sign = text[at];
    if (sign === '\\' && quoted) at++;
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === '{' || sign === '[')) deepest = Math.max(deepest, ++depth);
    else if (!quoted && (sign === '}' || sign === ']')) depth--;
  }
  return deepest;
}
