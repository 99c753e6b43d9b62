import type { Feed } from '../feed/feed.js';
import type { TimeOptions } from '../times/time-reader.js';
import { readAttributes } from './read-attributes.js';
import type { TypedAttribute } from './typed-attribute.js';

/** A feed, and its attributes with their types. */
export interface TypedFeed {
  /** With what is to be told of the attributes among its notes. */
  readonly feed: Feed;
  readonly attributes: readonly TypedAttribute[];
}

/**
 * Types the attributes of a feed.
 *
 * @param feed from `readFeed`
 * @param options order of day and month, current time
 * @throws OnshelfError `bad-input` where a name means something else, or there are too many
 */
export function typeFeed(feed: Feed, options: TimeOptions): TypedFeed {
  const { attributes, notes } = readAttributes(feed.attributes, options);
  return { feed: { ...feed, facts: { ...feed.facts, notes: [...feed.facts.notes, ...notes] } }, attributes };
}
