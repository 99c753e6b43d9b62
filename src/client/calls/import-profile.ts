import { OnshelfError } from '../../core/onshelf-error.js';
import { readExport, tellRefused } from '../../record/import/read-export.js';
import type { ChangeResult } from '../../types/change-result.js';
import type { ShelfParts } from '../storage/shelf-parts.js';

const WORDS = {
  closed: 'The shelf was closed.',
  'consent-denied': 'Consent is denied, so nothing is taken in.',
  cancelled: 'Everything was erased meanwhile, so nothing is taken in.',
} as const;

/**
 * Takes in what `export()` gave, or the profile in it.
 *
 * @returns how many events are kept that were not known before; not done where some were refused, with how many and why
 * @throws OnshelfError `bad-input` where it is no export
 */
export async function importProfile({ recorder }: ShelfParts, data: unknown): Promise<ChangeResult> {
  const read = await readExport((data as { profile?: unknown } | null | undefined)?.profile ?? data);
  if (read.problem !== undefined) throw new OnshelfError('bad-input', read.problem);
  const { added, refused, reason } = await recorder.adopt(read.events);
  if (reason !== undefined) return { done: false, added, reason, message: WORDS[reason] };
  const message = tellRefused(read, refused);
  return message === '' ? { done: true, added } : { done: false, added, reason: 'bad-input', message };
}
