import { warnOnce } from './warn-once.js';

/** Maximum length of an id: see `isItemId`. */
const MAX_LENGTH = 256;

/** Returns the feed's id for an id of a page, of any type. */
export type IdReader = (id: unknown) => string;

/**
 * Creates a reader of the ids that a page says.
 *
 * @param itemId how they become ids of the feed: a function, or a pattern that matches whole ids, whose first group is the feed's id. A text may have a
 * replacement after `=>`: `(\d+) => gla_$1`. undefined: as they are, without spaces around them
 */
export function createIdReader(itemId: unknown): IdReader {
  const read = typeof itemId === 'function' ? (itemId as (id: string) => unknown) : patternReader(itemId);
  return (id) => {
    const said = typeof id === 'symbol' ? '' : `${id}`.trim();
    try {
      const own = read(said);
      const text = typeof own === 'string' || typeof own === 'number' ? `${own}`.trim() : '';
      return text === '' || text.length > MAX_LENGTH ? said : text;
    } catch {
      warnOnce('itemId', 'bad-argument', 'the function itemId failed; ids are used as they are.');
      return said;
    }
  };
}

function patternReader(pattern: unknown): (id: string) => string {
  const [source, replacement] = pattern instanceof RegExp ? [pattern.source] : `${pattern ?? ''}`.split(/\s*=>\s*/);
  if (source === '') return (id) => id;
  try {
    const whole = new RegExp(`^(?:${source})$`, pattern instanceof RegExp ? pattern.flags.replace(/[gy]/g, '') : '');
    return (id) => {
      const found = whole.exec(id);
      if (found === null) return id;
      return replacement === undefined ? (found.slice(1).find((group) => group !== undefined) ?? id) : id.replace(whole, replacement);
    };
  } catch {
    warnOnce('itemId', 'bad-argument', 'the pattern of item ids is no regular expression, and is ignored.');
    return (id) => id;
  }
}
