import { readRefusal, settleRefusal } from '../../core/page/refusal-note.js';
import { within } from '../../core/time/deadline.js';
import { eraseStorage } from '../../store/erase-storage.js';
import type { ChangeResult } from '../../types/change-result.js';
import type { Recorder } from '../../types/recorder.js';
import { attempt } from '../failures/attempt.js';
import type { ShelfStorage } from '../storage/shelf-storage.js';
import { type SyncParts, syncEngine } from './sync-engine.js';

/** What an erasure uses. */
export interface ErasureParts extends SyncParts {
  /** Name of the database. */
  readonly name: string;
  readonly storage: SyncParts['storage'] & Pick<ShelfStorage, 'since' | 'opened' | 'revoke'>;
  readonly recorder: SyncParts['recorder'] & Pick<Recorder, 'flush'>;
  notify(): void;
}

/** Milliseconds that each step of an erasure may take: the next one does not depend on it. */
const STEP_DEADLINE = 3000;
const ERASE_DEADLINE = 20_000;
const NOT_NOTED = 'Close other tabs of this shop and try again.';
const NOT_DELETED = `It is not read any more, and the next page deletes it. ${NOT_NOTED}`;

/**
 * Deletes data that was granted until a time, wherever it is stored. Never rejects.
 *
 * @param until milliseconds since 1970
 */
export async function eraseUntil({ name, guard, consent }: ErasureParts, until: number): Promise<ChangeResult> {
  const erase = async (): Promise<void> => {
    await eraseStorage(name, until);
    settleRefusal(name, until);
  };
  // Without a note, no later page finishes it.
  const otherwise = readRefusal(name) === null ? NOT_NOTED : NOT_DELETED;
  const erased = await attempt(guard, 'erasing', erase, otherwise, ERASE_DEADLINE);
  consent.dispatch({ kind: 'report', unfinished: erased.done ? undefined : { code: 'unfinished', message: `${erased.message}` } });
  return erased;
}

/**
 * Does the same after the engine dropped its copy, and closes the database. Never rejects.
 *
 * @param until milliseconds since 1970
 */
export async function closeAndErase(parts: ErasureParts, until: number): Promise<ChangeResult> {
  const { storage } = parts;
  await Promise.all([
    within(parts.recorder.flush(), STEP_DEADLINE),
    within(syncEngine(parts), STEP_DEADLINE),
    // Without the key and the record of consent the rest cannot be read.
    within(storage.opened?.dropKey(until), STEP_DEADLINE),
  ]);
  // One that is still on its way would create anew what is erased.
  await within(storage.revoke(), STEP_DEADLINE);
  const erased = await eraseUntil(parts, until);
  parts.notify();
  return erased;
}
