import { noteRefusal, type RefusalKind, readRefusal, settleRefusal } from '../../core/page/refusal-note.js';
import { eraseStorage } from '../../store/erase-storage.js';
import type { ChangeResult } from '../../types/change-result.js';

/**
 * Erases what profiles of this device stored. Each erasure is noted before anything is awaited, so that a later page finishes it. Loads
 * nothing. Never rejects.
 *
 * @param names of their databases; none of them is in use
 * @param word `denied`: the shopper refuses for them too; null: only what earlier pages noted is finished
 */
export async function eraseProfiles(names: readonly string[], word: RefusalKind | null = 'erased'): Promise<ChangeResult> {
  const at = Date.now();
  if (word !== null) for (const name of names) noteRefusal(name, { word, at });
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
