import { messageOf } from '../../core/onshelf-error.js';
import { withLock } from '../../core/page/with-lock.js';
import type { Connection } from '../../store/connection.js';
import { checkLog } from '../../store/log/check-log.js';
import { maintainLog } from '../../store/log/maintain-log.js';
import { mergeOrphanedDatabases } from '../../store/recovery/merge-orphaned-databases.js';
import type { StorageInput } from '../../types/engine.js';
import type { Note } from '../../types/note.js';
import type { LogReport } from '../../types/storage.js';

/** Milliseconds after which a page that lives on puts the log in order: not while it is busy opening. */
const MAINTAIN_AFTER = 3000;

/**
 * Checks the log when it is attached, and puts it in order a while later. One tab at a time does the latter; nothing depends
 * on which, or on whether any does.
 *
 * @param connection to the log
 * @param storage where it lies
 * @param now milliseconds since 1970
 * @param notes told what was found and done
 * @param detached fires when the log is another, or none: then it is not put in order later
 * @returns what was found; null where the log could not be read
 */
export async function keepLog(
  connection: Connection,
  storage: StorageInput,
  now: () => number,
  notes: Note[],
  detached: AbortSignal,
): Promise<LogReport | null> {
  const maintain = (): Promise<unknown> =>
    withLock(`onshelf:${storage.place.database}`, async (mine) => {
      const gathered = await connection.run((store) => mergeOrphanedDatabases(store, storage.worse), 'write');
      if (gathered > 0)
        notes.push({ code: 'events-gathered', message: `${gathered} events that an earlier visit wrote elsewhere were brought home.` });
      if (!mine()) return;
      const removed = await connection.run((store) => maintainLog(store, now(), mine), 'write');
      if (removed > 0)
        notes.push({ code: 'events-expired', message: `${removed} events were kept for as long as they may be, and removed.` });
    });
  const timer = setTimeout(
    () =>
      void maintain().catch((error: unknown) =>
        notes.push({ code: 'storage-failed', message: `The log was not put in order: ${messageOf(error)}` }),
      ),
    MAINTAIN_AFTER,
  );
  detached.addEventListener('abort', () => clearTimeout(timer));
  try {
    const report = await connection.run((store) => checkLog(store, storage.recordedLength), 'write');
    if (report.lost > 0)
      notes.push({ code: 'events-lost', message: `${report.lost} events stored earlier are damaged or gone; the browser lost them.` });
    return report;
  } catch (error) {
    notes.push({ code: 'storage-failed', message: `The log could not be checked: ${messageOf(error)}` });
    return null;
  }
}
