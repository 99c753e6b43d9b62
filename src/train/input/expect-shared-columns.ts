import { OnshelfError } from '../../core/onshelf-error.js';
import type { FeedFacts, LogFacts } from './input-facts.js';

/** Columns named in an error. */
const SHOWN = 30;

/**
 * Checks that a column that `--map` gives for feed or log was in one of them.
 *
 * @param mapped field to column, from `mappedWhereThere`
 * @param facts what was read
 * @throws OnshelfError `bad-input` that lists the columns
 */
export function expectSharedColumns(
  mapped: Readonly<Record<string, string>>,
  facts: readonly Pick<FeedFacts | LogFacts, 'files' | 'used' | 'unused'>[],
): void {
  for (const [field, column] of Object.entries(mapped)) {
    if (facts.some(({ used }) => used.some((use) => use.field === field && use.column.toLowerCase() === column.toLowerCase()))) continue;
    const lists = facts.map(({ files, used, unused }) => {
      const names = [...new Set([...used.map((use) => use.column), ...unused])];
      const shown = names.slice(0, SHOWN).join(', ') + (names.length > SHOWN ? ', ...' : '');
      return `${files.map(({ path }) => path).join(', ')} has ${shown}`;
    });
    throw new OnshelfError('bad-input', `No file has the column "${column}", which --map gives for ${field}: ${lists.join('; ')}.`);
  }
}
