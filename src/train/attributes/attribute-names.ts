import { OnshelfError } from '../../core/onshelf-error.js';
import { LIMITS } from '../../pack/format/format.js';
import { isRuleName, RESERVED_NAMES } from '../../rules/attributes/reserved-names.js';

/** Attributes that go into a pack without being asked for, where the feed has them: fields of Google's feeds. */
export const USUAL_ATTRIBUTES: readonly string[] = [
  'sale_price',
  'gender',
  'age_group',
  'material',
  'pattern',
  'rating',
  'review_count',
  ...[0, 1, 2, 3, 4].map((label) => `custom_label_${label}`),
];

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
  const name = isRuleName(column) ? column : whole.replace(/^_+|_+$/g, '').replace(/^(?=\p{Number})/u, '_');
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
