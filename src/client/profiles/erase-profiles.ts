import { accountNames, forgetSalt, leaveAccount } from '../../core/page/profile-note.js';
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
  const at = Date.now();
  for (const other of otherNames(name, inUse)) noteRefusal(other, { word: 'erased', at });
  return finishErasing(name, inUse);
}

/** Forgets who was at the device, and the salt: no log of an account can be found again. Never throws. */
export function forgetAccounts(name: string): void {
  leaveAccount(name);
  forgetSalt(name);
}

function otherNames(name: string, inUse: string): string[] {
  return [name, ...accountNames(name)].filter((other) => other !== inUse);
}

/**
 * Finishes erasures of profiles that earlier pages noted. Never rejects.
 *
 * @param name the shop's name
 * @param inUse name of the database in use, which is left out
 */
export async function finishErasing(name: string, inUse: string): Promise<ChangeResult> {
  let result: ChangeResult = { done: true };
  for (const other of otherNames(name, inUse)) {
    const refusal = readRefusal(other);
    if (refusal === null) continue;
    try {
      await eraseStorage(other, refusal.at);
      settleRefusal(other, refusal.at);
    } catch {
      result = { done: false, reason: 'unfinished', message: 'A profile of this device is not deleted yet; the next page deletes it.' };
    }
  }
  return result;
}
