import type { LogReport, RecordedLength } from '../../types/storage.js';
import type { OpenStore } from './open-store.js';

/** Maximum number of batch records; more are summed into one. */
const BATCHES_KEPT = 64;

/**
 * Compares the log with its own counts, and with its length recorded outside. A disk loses records without an error: the database opens and is
 * shorter, or empty. Missing events are counted as lost, and the profile folded from them is dropped.
 *
 * @param store open
 * @param recordedLength recorded outside the database, or null
 */
export async function checkLog({ database, key }: OpenStore, recordedLength: RecordedLength | null): Promise<LogReport> {
  const transaction = database.transaction(['events', 'batches', 'meta', 'profiles'], 'readwrite', { durability: 'relaxed' });
  const [batches, meta] = [transaction.objectStore('batches'), transaction.objectStore('meta')];
  const [stored, last, counts, log, epoch, removed, lostBefore, missed, cached] = await Promise.all([
    transaction.objectStore('events').count(),
    transaction.objectStore('events').getAllKeys(),
    batches.getAll(),
    meta.get('log') as Promise<string>,
    meta.get('epoch') as Promise<number | undefined>,
    meta.get('removed') as Promise<number | undefined>,
    meta.get('lost') as Promise<number | undefined>,
    meta.get('missed') as Promise<string | undefined>,
    transaction.objectStore('profiles').get('current'),
  ]);
  let counted = 0;
  // A loop: some pages replace `reduce`, and the engine may run on one.
  for (const count of counts) counted += count;
  // The larger number is right: a disk may also lose the counts and keep the events.
  const known = recordedLength?.log === log ? Math.max(counted, recordedLength.events) : counted;
  // The length of an earlier log stays recorded until a page closes, in every tab; it is counted once.
  const elsewhere = recordedLength === null || recordedLength.log === log || recordedLength.log === missed ? 0 : recordedLength.events;
  const missing = known - (removed ?? 0) - (lostBefore ?? 0) - stored;
  const events = known + elsewhere + Math.max(0, -missing);
  const lost = (lostBefore ?? 0) + elsewhere + Math.max(0, missing);
  if (events !== counted || counts.length > BATCHES_KEPT) {
    await batches.clear();
    await batches.add(events);
  }
  const ahead = cached !== undefined && cached.cursor > Math.max(0, last.at(-1) ?? 0) && cached.epoch === (epoch ?? 0);
  if (lost !== (lostBefore ?? 0) || ahead) {
    await meta.put(lost, 'lost');
    await meta.put((epoch ?? 0) + 1, 'epoch');
    await transaction.objectStore('profiles').clear();
  }
  if (elsewhere > 0) await meta.put((recordedLength as RecordedLength).log, 'missed');
  await transaction.done;
  return { log, events, stored, lost, encrypted: key !== null };
}
