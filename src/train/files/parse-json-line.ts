import { OnshelfError } from '../../core/onshelf-error.js';
import { INPUT_LIMITS } from './input-limits.js';

const [QUOTE, BACKSLASH, LIST, LIST_END, OBJECT, OBJECT_END] = Array.from('"\\[]{}', (letter) => letter.charCodeAt(0));

/**
 * Parses a line of JSON.
 *
 * @param text the line
 * @param place file and line, for errors
 * @throws OnshelfError `bad-input` where lists and objects are nested too deep; SyntaxError where it is not JSON
 */
export function parseJsonLine(text: string, place: string): unknown {
  if (isDeep(text))
    throw new OnshelfError(
      'bad-input',
      `${place}: lists and objects are nested more than ${INPUT_LIMITS.jsonDepth} deep, the limit. Flatten them.`,
    );
  return JSON.parse(text);
}

/** Whether lists and objects are nested deeper than the limit. */
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
