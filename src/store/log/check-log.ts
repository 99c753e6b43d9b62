import type { LogReport, RecordedLength } from '../../types/storage.js';
import type { OpenStore } from './open-store.js';

/** Batch records beyond this many are summed up into one. */
const BATCHES_KEPT = 64;

/**
 * Compares the log with what it says of itself, and with what was remembered of it outside. A disk that cuts off or loses
 * records does so without an error: the database opens and is shorter, or empty. What is missing is counted as lost, and
 * whatever was folded from it is dropped.
 *
 * @param store open
 * @param witness what was remembered outside, or null
 */
export async function checkLog({ database, key }: OpenStore, witness: RecordedLength | null): Promise<LogReport> {
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
  const counted = counts.reduce((sum, count) => sum + count, 0);
  // Whatever says that there were more is right: a disk may lose the counts and keep events, too.
  const known = witness?.log === log ? Math.max(counted, witness.events) : counted;
  // Another log's end is remembered until a page leaves, and every tab remembers it.
  const elsewhere = witness === null || witness.log === log || witness.log === missed ? 0 : witness.events;
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
  if (elsewhere > 0) await meta.put((witness as RecordedLength).log, 'missed');
  await transaction.done;
  return { log, events, stored, lost, encrypted: key !== null };
}
