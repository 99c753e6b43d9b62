import { ATTRIBUTE_FIELDS } from './feed-fields.js';
import { isFeedField } from './field-reader.js';

/**
 * The further columns that may go into the pack: those asked for, those that `--map` names and that are no fields, and the usual ones.
 *
 * @param asked names from `--attributes`
 * @param mapped field or name to column, from `--map`
 */
export function furtherColumns(asked: readonly string[] | undefined, mapped: Readonly<Record<string, string>>): readonly string[] {
  const named = Object.keys(mapped).filter((name) => !isFeedField(name));
  return [...new Set([...(asked ?? []), ...named, ...ATTRIBUTE_FIELDS])];
}
