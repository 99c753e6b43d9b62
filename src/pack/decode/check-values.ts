import { categoryLevels, LEVEL_SEPARATOR } from '../../core/catalog/category-levels.js';
import { OnshelfError } from '../../core/onshelf-error.js';
import { LIMITS } from '../format/format.js';
import type { DecodedTextColumn } from '../format/text-column.js';

/**
 * Checks the number of values of a coded column, and the number of levels of its categories.
 *
 * @param values of the column
 * @param name the column
 * @param items rows of the catalogue
 * @param where the file's name, for errors
 * @throws OnshelfError `pack-invalid`
 */
export function checkValues(values: DecodedTextColumn, name: string, items: number, where: string): void {
  const most = Math.max(LIMITS.spareValues, items + 1);
  if (values.length > most)
    throw invalid(`${where}: "${name}" has ${values.length} values; at most ${most} are allowed for ${items} items.`);
  if (name !== 'product_type') return;
  for (let code = 0; code < values.length; code++) {
    // A separator has three bytes: shorter texts cannot have too many levels.
    if (values.offsets[code + 1] - values.offsets[code] < LEVEL_SEPARATOR.length * LIMITS.levels) continue;
    const levels = categoryLevels(values.at(code)).length;
    if (levels > LIMITS.levels) throw invalid(`${where}: a category has ${levels} levels; at most ${LIMITS.levels} are allowed.`);
  }
}

function invalid(message: string): OnshelfError {
  return new OnshelfError('pack-invalid', message);
}
