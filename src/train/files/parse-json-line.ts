import { OnshelfError } from '../../core/onshelf-error.js';
import { INPUT_LIMITS } from './input-limits.js';

const [QUOTE, BACKSLASH, LIST, LIST_END, OBJECT, OBJECT_END] = Array.from('"\\[]{}', (letter) => letter.charCodeAt(0));

/**
 * A line of JSON as a value.
 *
 * @param text the line
 * @param place file and line, for complaints
 * @throws OnshelfError `bad-input` where lists and objects lie deeper in each other than is read; SyntaxError where it is no JSON
 */
export function parseJsonLine(text: string, place: string): unknown {
  if (isDeep(text))
    throw new OnshelfError(
      'bad-input',
      `${place}: lists and objects lie more than ${INPUT_LIMITS.jsonDepth} deep in each other; write it flatter.`,
    );
  return JSON.parse(text);
}

/** Do lists and objects lie deeper in each other than is read? */
export function isDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    if (quoted) {
      if (letter === BACKSLASH) at++;
      else if (letter === QUOTE) quoted = false;
    } else if (letter === QUOTE) quoted = true;
    else if (letter === LIST || letter === OBJECT) {
      if (++depth > INPUT_LIMITS.jsonDepth) return true;
    } else if (letter === LIST_END || letter === OBJECT_END) depth--;
  }
  return false;
}
