import { readCategory } from '../../core/catalog/category-levels.js';
import type { CommandCall, OptionRow } from '../options/command.js';
import { textOption } from '../options/option-values.js';
import { type Shown, shown } from '../output/shown.js';
import { formatCount } from '../report/format-report.js';

/** The option of sensitive categories, of each command that makes a pack. */
export const SENSITIVE_OPTION: Readonly<Record<string, OptionRow>> = {
  sensitive: {
    type: 'string',
    value: 'CATEGORY;...',
    help: "categories that profiles exclude, as in the feed's product_type, with those below them",
  },
};

/**
 * `--sensitive "Health > Tests;Adult"`: separated by semicolons, because category names contain commas. Empty where none is given.
 *
 * @param call of the command
 */
export function sensitiveOption(call: CommandCall): { sensitive?: string[] } {
  const sensitive = (textOption(call, 'sensitive') ?? '').split(';').map(readCategory);
  const given = sensitive.filter((category) => category !== '');
  return given.length === 0 ? {} : { sensitive: given };
}

/**
 * The line of a report about sensitive categories.
 *
 * @param items number of items in them
 * @returns nothing where there are none
 */
export function describeSensitive(items: number): Shown {
  return items === 0 ? shown`` : shown`Profiles exclude ${formatCount(items)} items of sensitive categories.\n`;
}
