import type { LearnedState } from '../../types/scoring/learned-state.js';
import type { OpenStore } from '../log/open-store.js';
import { createUnsealer } from '../sealing/unsealer.js';

/** What is kept of learning: its state, and the time spent on it. */
export interface LearnedRecord {
  readonly state: LearnedState | null;
  /** Days since 1970, and the milliseconds spent on that day. */
  readonly day: number;
  readonly spent: number;
}

/** The epoch of the log: it changes when events are removed. */
export async function readEpoch({ database }: OpenStore): Promise<number> {
  return ((await database.get('meta', 'epoch')) as number | undefined) ?? 0;
}

/** The stored record; undefined without one, or if it is damaged. */
export async function readLearned({ database, key }: OpenStore): Promise<LearnedRecord | undefined> {
  const row = await database.get('profiles', 'learned');
  if (row === undefined) return undefined;
  try {
    const record = await createUnsealer(key)(row.sealed);
    return isRecord(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Stores a record, sealed like the log, unless events were removed since the log was read: removing them deletes what is stored.
 *
 * @param store open
 * @param record to store
 * @param epoch from `readEpoch`, before the log was read
 */
export async function writeLearned({ database, sealer }: OpenStore, record: LearnedRecord, epoch: number): Promise<void> {
  const sealed = await sealer.seal(record);
  const transaction = database.transaction(['profiles', 'meta'], 'readwrite', { durability: 'relaxed' });
  const current = (await transaction.objectStore('meta').get('epoch')) ?? 0;
  if (current === epoch) await transaction.objectStore('profiles').put({ epoch, cursor: 0, sealed }, 'learned');
  await transaction.done;
}

/** Whether it is a record: an altered state could hurt a page. Whether it is of this log is checked where it is used. */
function isRecord(value: unknown): value is LearnedRecord {
  const { state, day, spent } = (value ?? {}) as { readonly [Key in keyof LearnedRecord]?: unknown };
  if (!Number.isFinite(day) || !Number.isFinite(spent)) return false;
  return state === null || isState(state);
}

function isState(value: unknown): boolean {
  const { origin, steps, digest, vector, liked, contrast, replay } = (value ?? {}) as { readonly [Key in keyof LearnedState]?: unknown };
  const areNumbers = (list: unknown): boolean => Array.isArray(list) && list.every(Number.isFinite);
  const arePairs = (list: unknown): boolean => Array.isArray(list) && list.every((pair) => areNumbers(pair) && pair.length === 2);
  return (
    typeof origin === 'string' &&
    areNumbers([steps, digest, ...Object.values((replay ?? { none: Number.NaN }) as object)]) &&
    areNumbers(vector) &&
    arePairs(liked) &&
    arePairs(contrast)
  );
}
