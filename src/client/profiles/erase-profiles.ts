import { accountNames } from '../../core/page/profile-note.js';
import { noteRefusal, readRefusal, settleRefusal } from '../../core/page/refusal-note.js';
import { eraseStorage } from '../../store/erase-storage.js';
import type { ChangeResult } from '../../types/change-result.js';

/**
 * Erases what other profiles of this device stored. Each erasure is noted before anything is awaited, so that a later page finishes it. Loads
 * nothing. Never rejects.
 *
 * @param name the shop's name
 * @param inUse name of the database in use, which is left out
 */
export async function eraseProfiles(name: string, inUse: string): Promise<ChangeResult> {
  const others = [name, ...accountNames(name)].filter((other) => other !== inUse);
  const at = Date.now();
  for (const other of others) noteRefusal(other, { word: 'erased', at });
  return finishErasing(others);
}

/**
 * Finishes erasures of profiles that earlier pages noted. Never rejects.
 *
 * @param names of their databases
 */
export async function finishErasing(names: readonly string[]): Promise<ChangeResult> {
  let result: ChangeResult = { done: true };
  for (const name of names) {
    const refusal = readRefusal(name);
    if (refusal === null) continue;
    try {
      await eraseStorage(name, refusal.at);
      settleRefusal(name, refusal.at);
    } catch {
      result = { done: false, reason: 'unfinished', message: 'A profile of this device is not deleted yet; the next page deletes it.' };
    }
  }
  return result;
}
