import { foldName } from './fold-name.js';
import { COLUMN_LANGUAGES } from './match-field.js';

/**
 * The language in which most of the names of a feed's columns are known.
 *
 * @param names of columns, one or more of which is not English
 */
export function columnLanguage(names: readonly string[]): string | null {
  const folded = new Set(names.map(foldName));
  let best: string | null = null;
  let most = 0;
  for (const [language, fields] of Object.entries(COLUMN_LANGUAGES)) {
    const known = Object.values(fields).flatMap((list) => list.split(', '));
    const count = known.filter((name) => folded.has(foldName(name))).length;
    if (count > most) [best, most] = [language, count];
  }
  return best;
}
