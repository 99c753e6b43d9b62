import { shownValue } from './drop-report.js';

/** Limits of a list of names in a sentence. */
const [NAMES_SHOWN, NAME_CHARACTERS] = [30, 60];

/**
 * Column names for an error: 30 at most, each cut at 60 characters, without control characters.
 *
 * @param names as in the file
 */
export function shownNames(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN).map((name) => {
    const clean = shownValue(name.slice(0, NAME_CHARACTERS));
    return name.length > NAME_CHARACTERS ? `${clean}...` : clean;
  });
  return names.length > NAMES_SHOWN ? `${shown.join(', ')} and ${names.length - NAMES_SHOWN} more` : shown.join(', ');
}
