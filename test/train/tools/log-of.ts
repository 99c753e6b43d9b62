import { TRAINED_EVENTS } from '../../../src/train/log/events/event-rules.js';
import type { Log, LogRequest } from '../../../src/train/log/read-log.js';
import { readLog } from '../../../src/train/log/read-log.js';
import { SILENT_PROGRESS } from '../../../src/train/progress/progress.js';
import { StepLog } from '../../../src/train/progress/step-log.js';
import { put } from '../../cli/tools/shop-files.js';

/** Reports no progress. */
export const quiet = new StepLog(SILENT_PROGRESS);
/** Current time of the tests. */
export const LOG_NOW = Date.UTC(2026, 0);

let files = 0;

/** Writes a log to a folder and reads it. */
export function logOf(folder: string, content: string | Uint8Array, more: Partial<LogRequest> = {}): Promise<Log> {
  const path = put(folder, `log-${files++}`, content);
  return readLog({ paths: [path], now: LOG_NOW, userIds: true, threads: 1, memoryLimit: '256MB', ...more }, quiet);
}

/** A log as rows: user, item, time, event name. */
export function logRows({ interactions, userIds, itemIds }: Log): [string, string, number, string][] {
  const rows: [string, string, number, string][] = [];
  for (let user = 0; user < interactions.users; user++) {
    for (let event = interactions.offsets[user]; event < interactions.offsets[user + 1]; event++) {
      rows.push([
        userIds[user],
        itemIds[interactions.itemRows[event]],
        interactions.times[event],
        TRAINED_EVENTS[interactions.names[event]],
      ]);
    }
  }
  return rows;
}
