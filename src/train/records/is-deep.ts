import { OnshelfError } from '../../core/onshelf-error.js';
import { INPUT_LIMITS } from '../files/input-limits.js';

const [QUOTE, BACKSLASH, LIST, LIST_END, OBJECT, OBJECT_END] = Array.from('"\\[]{}', (letter) => letter.charCodeAt(0));

/** Whether lists and objects of a JSON text are nested deeper than the limit. */
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

/**
 * The error of lists and objects that are nested deeper than the limit.
 *
 * @param place file and line
 */
export function tooDeep(place: string): OnshelfError {
  return new OnshelfError(
    'bad-input',
    `${place}: lists and objects are nested more than ${INPUT_LIMITS.jsonDepth} deep, the limit. Flatten them.`,
  );
}
