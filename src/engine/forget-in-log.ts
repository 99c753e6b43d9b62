import { isByCatalog, isNoted, type NotedByCatalog } from '../core/events/noted-forget.js';
import type { ShelfEvent } from '../types/event.js';
import type { Forget, ForgetReport, NotedForget } from '../types/known.js';
import type { Pack } from '../types/pack.js';
import type { ProfileReader } from './state/profile-reader.js';

/** What forgetting uses. */
export interface ForgetInLogParts {
  readonly reader: Pick<ProfileReader, 'events' | 'forget' | 'veil'>;
  /** Brings together what is in several places; else it would arrive later, not forgotten. */
  readonly gather: () => Promise<unknown>;
  /** Resolves with the pack, or rejects. */
  readonly pack: () => Promise<Pack>;
}

/**
 * Removes events from the log and from the engine's memory. Where only the pack tells which are meant, all that may be are not used until it has.
 *
 * @param parts see `ForgetInLogParts`
 * @param what to forget
 * @throws OnshelfError `storage-failed`, or, by category or brand, `pack-unreachable`: then they are in the log, but not used
 */
export async function forgetInLog({ reader, gather, pack }: ForgetInLogParts, what: Forget | NotedForget): Promise<ForgetReport> {
  if (!isByCatalog(what)) {
    await gather();
    return { removed: await reader.forget(what), ids: [], unknown: 0 };
  }
  reader.veil(what, true);
  await gather();
  const found = await findEvents(reader, await pack(), what);
  if (found.lacks !== undefined) {
    reader.veil(what, false);
    return { removed: 0, ids: [], unknown: 0, lacks: found.lacks };
  }
  const ids = new Set<string>();
  const matches = (event: ShelfEvent): boolean => {
    const isMeant = isNoted(what, event, found.isMeant, found.isNamed);
    if (isMeant) ids.add(event.id);
    return isMeant;
  };
  // Not used from this call on, whether it succeeds or not.
  const removing = reader.forget(what, matches);
  reader.veil(what, false);
  return { removed: await removing, ids: [...ids], unknown: found.unknown };
}

/** The events that a request is about, by the pack, and how many more may be, on items that the pack does not have. */
async function findEvents(reader: ForgetInLogParts['reader'], pack: Pack, { salt, where }: NotedByCatalog) {
  const events = await reader.events(true);
  // What an id means may follow from the address that was told beside it.
  pack.matching?.learn(events.flatMap(({ items }) => items.map(({ item_id: itemId, ...item }) => ({ itemId, ...item }))));
  const { planning } = await import('./plan/plan-list.js');
  const found = planning.notedItems(pack, salt, where);
  const unknown = (itemId: string): boolean => pack.rowOf(itemId) < 0;
  const isUnknown = (event: ShelfEvent): boolean => isNoted({ salt, where }, event, unknown, () => false);
  // A wish may be about what the catalogue has no more.
  const isWish = (event: ShelfEvent): boolean => isNoted({ salt, where }, event, () => false, found.isNamed);
  return { ...found, lacks: events.some(isWish) ? undefined : found.lacks, unknown: events.filter(isUnknown).length };
}
