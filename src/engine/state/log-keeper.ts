import { messageOf } from '../../core/onshelf-error.js';
import { withLock } from '../../core/page/with-lock.js';
import type { Connection } from '../../store/connection.js';
import { checkLog } from '../../store/log/check-log.js';
import { maintainLog } from '../../store/log/maintain-log.js';
import { mergeOrphanedDatabases } from '../../store/recovery/merge-orphaned-databases.js';
import type { StorageInput } from '../../types/engine.js';
import type { Note } from '../../types/note.js';
import type { LogReport } from '../../types/storage.js';

/** Milliseconds from attaching to maintenance, so that it does not slow down a page that is opening. */
const MAINTAIN_AFTER = 3000;

/**
 * Checks the log when it is attached, and maintains it later. One tab at a time maintains it; correctness does not depend on
 * it.
 *
 * @param connection to the log
 * @param storage place of the log
 * @param now milliseconds since 1970
 * @param notes receives the results
 * @param when `detached` aborts when another log, or none, is attached: cancels the maintenance. `allowed` asks the page whether that may begin
 * @returns the report; null where the log could not be read
 */
export async function keepLog(
  connection: Connection,
  storage: StorageInput,
  now: () => number,
  notes: Note[],
  { detached, allowed }: { readonly detached: AbortSignal; readonly allowed: () => Promise<void> },
): Promise<LogReport | null> {
  const maintain = async (): Promise<unknown> => {
    await allowed();
    if (detached.aborted) return;
    return withLock(`onshelf:${storage.place.database}`, async (mine) => {
      const gathered = await connection.run((store) => mergeOrphanedDatabases(store, storage.worse), 'write');
      if (gathered > 0)
        notes.push({
          code: 'events-gathered',
          message: `${gathered} events that an earlier visit stored in another place were moved here.`,
        });
      if (!mine()) return;
      const removed = await connection.run((store) => maintainLog(store, now(), mine), 'write');
      if (removed > 0)
        notes.push({ code: 'events-expired', message: `${removed} events reached the end of their retention and were removed.` });
    });
  };
  /** A log that was let go of meanwhile, as after a refusal, has not failed. */
  const tellFailure = (what: string, error: unknown): void => {
    if (!detached.aborted) notes.push({ code: 'storage-failed', message: `The log could not be ${what}: ${messageOf(error)}` });
  };
  const timer = setTimeout(() => void maintain().catch((error: unknown) => tellFailure('maintained', error)), MAINTAIN_AFTER);
  detached.addEventListener('abort', () => clearTimeout(timer));
  try {
    const report = await connection.run((store) => checkLog(store, storage.recordedLength), 'write');
    if (report.lost > 0)
      notes.push({ code: 'events-lost', message: `${report.lost} events stored earlier are damaged or missing; the browser lost them.` });
    return report;
  } catch (error) {
    tellFailure('checked', error);
    return null;
  }
}
