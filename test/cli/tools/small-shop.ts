import { join } from 'node:path';
import { type Outcome, onshelf } from './run-onshelf.js';
import { put, smallFeed, smallLog, temporaryFolder } from './shop-files.js';

/** Settings of a build that is soon over. */
const SMALL_BUILD = ['--dimensions', '8', '--iterations', '3', '--memory', '256MB'];

/** A shop on the disk, and how to build packs of it. */
export interface SmallShop {
  /** Gone after the tests of the file. */
  readonly folder: string;
  readonly feed: string;
  readonly log: string;
  /** Calls `onshelf build` with its pack in a folder of that name, and with more options; the last of several counts. */
  build(out: string, ...more: string[]): Promise<Outcome>;
}

/**
 * Writes the feed and the log of a shop.
 *
 * @param items in the feed
 * @param shoppers in the log
 */
export function smallShop(items: number, shoppers = 300): SmallShop {
  const folder = temporaryFolder();
  const feed = put(folder, 'feed.tsv', smallFeed(items));
  const log = put(folder, 'log.csv', smallLog(shoppers, items));
  const build = (out: string, ...more: string[]): Promise<Outcome> =>
    onshelf('build', ...withLast(['--catalog', feed, '--events', log, '--out', join(folder, out), ...SMALL_BUILD], more));
  return { folder, feed, log, build };
}

/** Options with a value each, and more options, which take the place of those with their names. */
function withLast(usual: readonly string[], more: readonly string[]): string[] {
  const kept = usual.filter((_, at) => !more.includes(usual[at - (at % 2)]));
  return [...kept, ...more];
}
