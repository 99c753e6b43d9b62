import { OnshelfError } from '../../core/onshelf-error.js';
import { toJson } from '../../core/text/to-json.js';
import { adoptEvents } from '../../record/import/adopt-events.js';
import { readExport, tellRefused } from '../../record/import/read-export.js';
import type { ChangeResult } from '../../types/change-result.js';
import type { Recorder } from '../../types/recorder.js';
import type { EncryptedCopy, PassphraseOptions } from '../../types/results/copy-options.js';
import type { ShelfStorage } from '../storage/shelf-storage.js';

/** What `importProfile` uses. */
interface ImportParts {
  readonly recorder: Pick<Recorder, 'adopt'>;
  readonly storage: Pick<ShelfStorage, 'connection'>;
}

const ENCRYPTED: EncryptedCopy['format'] = 'onshelf-profile-encrypted';

const MESSAGES = {
  closed: 'The shelf was closed.',
  'consent-denied': 'Consent is denied, so nothing is imported.',
  cancelled: 'Everything was erased meanwhile, so nothing is imported.',
} as const;

/**
 * Imports the result of `export()`, or the profile in it.
 *
 * @returns the number of events that are kept and were not known before; not done if some were refused, with their number and the reason
 * @param options the passphrase of an encrypted copy
 * @throws OnshelfError `bad-input` if the data is no export; for an encrypted one see `decryptCopy`
 */
export async function importProfile({ recorder, storage }: ImportParts, data: unknown, options?: PassphraseOptions): Promise<ChangeResult> {
  let copy: unknown = null;
  let isEncrypted = false;
  let passphrase: unknown;
  try {
    const inner = (data as { profile?: unknown } | null | undefined)?.profile;
    // A copy has a field of that name too: the kind of profile.
    const given = Object(inner) === inner ? inner : data;
    isEncrypted =
      (given as { format?: unknown } | null | undefined)?.format === ENCRYPTED || (Array.isArray(given) && typeof given[0] === 'string');
    if (isEncrypted) ({ passphrase } = Object(options));
    // As text and back: all of it is read here.
    copy = isEncrypted ? JSON.parse(toJson(given)) : given;
  } catch {
    // A getter or a proxy of the page threw: told as no profile.
    isEncrypted = false;
  }
  const read = await readExport(isEncrypted ? await (await import('../copies/encrypted-copy.js')).decryptCopy(copy, passphrase) : copy);
  if (read.problem !== undefined) throw new OnshelfError('bad-input', read.problem);
  const { added, refused, differing, reason } = await adoptEvents(recorder, storage.connection, read.events);
  if (reason !== undefined) return { done: false, added, reason, message: MESSAGES[reason] };
  const message = tellRefused(read, refused, differing);
  return message === '' ? { done: true, added } : { done: false, added, reason: 'bad-input', message };
}
