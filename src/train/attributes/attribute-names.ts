import { OnshelfError } from '../../core/onshelf-error.js';
import { LIMITS } from '../../pack/format/format.js';
import { isRuleName, RESERVED_NAMES } from '../../rules/attributes/reserved-names.js';
import { trimSigns } from '../input/trim-signs.js';

/** Words in a name that mean what a shop earns or pays. A pack is public. */
const SECRETS = /margin|cost|profit|markup|cogs|wholesale|purchase_?price|buying_?price|net_?price/i;

/** Whether a name sounds like what a shop does not tell. */
export function soundsSecret(name: string): boolean {
  return SECRETS.test(name);
}

/**
 * The name of an attribute in packs and rules: the feed's name, with `_` in place of what a rule cannot contain.
 *
 * @param column the feed's name, such as `margin` or `Shoe width (mm)`
 * @param taken names of the pack's other attributes
 * @throws OnshelfError `bad-input` where it is the name of something else
 */
export function attributeName(column: string, taken: ReadonlySet<string>): string {
  const whole = column.trim().replace(/[^\p{Letter}\p{Number}_]+/gu, '_');
  const name = isRuleName(column) ? column : trimSigns(whole, '_').replace(/^(?=\p{Number})/u, '_');
  const refuse = (why: string): OnshelfError =>
    new OnshelfError(
      'bad-input',
      `The column "${column}" cannot be an attribute: ${why}. Rename it in the feed, or leave it out of --attributes.`,
    );
  if (name === '' || name.length > LIMITS.nameCharacters) throw refuse('rules could not name it');
  if (RESERVED_NAMES.has(name)) throw refuse(`"${name}" has a meaning in rules or in the catalogue already`);
  if (taken.has(name)) throw refuse(`another attribute is called "${name}"`);
  return name;
}
