import { OnshelfError } from '../../core/onshelf-error.js';
import type { FeedAttribute } from '../feed/feed.js';
import type { InputNote } from '../input/input-facts.js';
import type { TimeOptions } from '../times/time-reader.js';
import { attributeName, soundsSecret } from './attribute-names.js';
import { typeAttribute } from './type-attribute.js';
import type { TypedAttribute } from './typed-attribute.js';

/** Maximum number of attributes of a pack: each is a file. */
const MAX_ATTRIBUTES = 100;

/** Codes of the notes about attributes, with what each means. */
export const ATTRIBUTE_NOTES = {
  'attribute-mixed': 'a column has numbers and words: all of it is read as words',
  'attribute-public': 'the name of a column sounds like a secret of the shop, and packs are public',
  'attribute-renamed': 'a column has another name in rules, since its own has signs that rules cannot contain',
  'attribute-cut': 'long texts of a column were cut',
} as const;

/** The typed attributes of a feed, and what is to be told of them. */
export interface ReadAttributes {
  readonly attributes: readonly TypedAttribute[];
  readonly notes: readonly InputNote[];
}

/**
 * Types the attributes of a feed by their values.
 *
 * @param columns of the feed, by row of the catalogue
 * @param options order of day and month, current time
 * @throws OnshelfError `bad-input` where a name means something else, or there are too many
 */
export function readAttributes(columns: readonly FeedAttribute[], options: TimeOptions = {}): ReadAttributes {
  if (columns.length > MAX_ATTRIBUTES)
    throw new OnshelfError(
      'bad-input',
      `${columns.length} attributes are asked for; a pack may have ${MAX_ATTRIBUTES}. Name fewer in --attributes.`,
    );
  const notes: InputNote[] = [];
  const say = (code: keyof typeof ATTRIBUTE_NOTES, message: string): void => void notes.push({ code, message, option: '--attributes' });
  const attributes: TypedAttribute[] = [];
  const taken = new Set<string>();
  for (const { name: column, values } of columns) {
    const name = attributeName(column, taken);
    taken.add(name);
    const { typed, mixed, cut, notes: assumed } = typeAttribute(column, name, values, options);
    attributes.push(typed);
    for (const note of assumed) notes.push({ ...note, message: `"${column}": ${note.message}` });
    if (name !== column) say('attribute-renamed', `The column "${column}" is called ${name} in rules.`);
    if (mixed !== null)
      say(
        'attribute-mixed',
        `"${column}" has ${mixed.numbers} numbers and ${mixed.words} other values such as "${mixed.example}": it is read as words.`,
      );
    if (cut > 0) say('attribute-cut', `${cut} texts of "${column}" were cut at 500 characters.`);
    if (soundsSecret(name))
      say(
        'attribute-public',
        `"${column}" goes into the pack, and everybody can read a pack. If it is a secret, leave it out of --attributes.`,
      );
  }
  return { attributes, notes };
}
