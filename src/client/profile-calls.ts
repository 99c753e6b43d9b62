import { eventMatcher } from '../core/event-matcher.js';
import { OnshelfError } from '../core/onshelf-error.js';
import { readExport } from '../record/read-export.js';
import { placeExists, storagePlaces } from '../store/storage-place.js';
import type { Forget, Known } from '../types/known.js';
import { type ShelfParts, syncEngine } from './shelf-parts.js';

/** What is stored, from earlier visits and this one, can be read. It does not take the pack. */
async function ready(parts: ShelfParts): Promise<void> {
  await parts.attached;
  // It could not be told then, since storage failed, or another tab moved the log since.
  if (parts.consent === 'granted' && (parts.storage.report === null || parts.storage.moved())) await syncEngine(parts);
  await parts.recorder.flush();
}

/** Everything known about the shopper. Rejects where the engine cannot be asked. */
export async function inspectProfile(parts: ShelfParts): Promise<Known> {
  await ready(parts);
  return parts.link.call('inspect', null);
}

/**
 * Forgets events wherever they are: in the log, in this page's memory and the note of it, and in the other tabs.
 *
 * @returns how many were in the log and in this page's memory
 * @throws OnshelfError `storage-failed`: then none was forgotten
 */
export async function forgetEvents(parts: ShelfParts, what: Forget): Promise<number> {
  await ready(parts);
  if (parts.consent === 'granted' && parts.storage.report === null) await reach(parts);
  const removed = await parts.link.call('forget', what);
  const dropped = dropHeld(parts, what);
  parts.tabs.tell({ kind: 'forget', what });
  return dropped + removed;
}

/**
 * Storage failed here and rests; another tab may be storing in it all the same. The shopper asked: that is worth a try at once.
 *
 * @throws OnshelfError `storage-failed` where there is a log that this page cannot reach
 */
async function reach(parts: ShelfParts): Promise<void> {
  parts.storage.connection.close();
  await syncEngine(parts);
  if (parts.storage.report !== null) return;
  const existing = await Promise.all(storagePlaces(parts.name).map(placeExists));
  if (existing.includes(true))
    throw new OnshelfError('storage-failed', 'What is stored can not be reached now, so nothing was forgotten: try again later.');
}

/** Forgets what another tab said is forgotten: it took it out of the log, but could not reach into this page's memory. */
export async function forgetHere(parts: ShelfParts, what: Forget): Promise<void> {
  const { recorder, link } = parts;
  const matches = eventMatcher(what);
  // On their way into the log: they may have come too late to be found there.
  const late = recorder.unsettled().filter(matches);
  dropHeld(parts, what);
  if (late.length > 0) {
    await ready(parts);
    dropHeld(parts, what);
    for (const { id } of late) await link.call('forget', { eventId: id });
  }
  await link.call('hold', { events: recorder.held() });
}

function dropHeld({ recorder, storage }: ShelfParts, what: Forget): number {
  const matches = eventMatcher(what);
  const latest = storage.notebook.read()?.latest;
  if (latest?.some(matches)) storage.notebook.write({ latest: latest.filter((event) => !matches(event)) });
  return recorder.drop(matches);
}

/** Takes in what `export()` gave. Resolves with how many events were new. */
export async function importProfile(parts: ShelfParts, data: unknown): Promise<number> {
  return (await parts.recorder.adopt((await readExport(data)).events)).added;
}
