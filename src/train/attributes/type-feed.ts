import type { Feed } from '../feed/feed.js';
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
 * @param asked names that were asked for; a missing one is told
 * @throws OnshelfError `bad-input` where a name means something else, or there are too many
 */
export function typeFeed(feed: Feed, asked?: readonly string[]): TypedFeed {
  const { attributes, notes } = readAttributes(feed.attributes, asked);
  return { feed: { ...feed, facts: { ...feed.facts, notes: [...feed.facts.notes, ...notes] } }, attributes };
}
