import type { Feed } from '../../../src/train/feed/feed.js';
import type { FeedRequest } from '../../../src/train/feed/feed-request.js';
import { readFeed } from '../../../src/train/feed/read-feed.js';
import type { Log, LogRequest } from '../../../src/train/log/read-log.js';
import { readLog } from '../../../src/train/log/read-log.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import { put } from '../../cli/tools/shop-files.js';
import { quiet } from '../../train/tools/log-of.js';

/** Current time of the tests. */
const SHOP_NOW = Date.UTC(2026, 7, 1);

/** Reads a feed of this text, or of these files. */
export function shopFeed(folder: string, content: string | Uint8Array, name = 'feed.csv', more: Partial<FeedRequest> = {}): Promise<Feed> {
  return readFeed({ paths: [put(folder, name, content)], now: SHOP_NOW, ...more }, SILENT_STEP);
}

/** Reads a log of this text; the items of the log are the catalogue, unless there is a feed. */
export function shopLog(folder: string, content: string | Uint8Array, name = 'log.csv', more: Partial<LogRequest> = {}): Promise<Log> {
  return readLog({ paths: [put(folder, name, content)], now: SHOP_NOW, userIds: true, threads: 1, memoryLimit: '256MB', ...more }, quiet);
}

/** Codes of notes. */
export function codesOf({ facts }: Pick<Feed | Log, 'facts'>): string[] {
  return [...new Set(facts.notes.map(({ code }) => code))];
}

/** Counts of what was left out, by reason. */
export function dropsOf({ dropped }: Pick<Feed | Log, 'dropped'>): Record<string, number> {
  return Object.fromEntries(dropped.map(({ reason, count }) => [reason, count]));
}
