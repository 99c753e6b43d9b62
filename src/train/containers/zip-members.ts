import type { Entry, ZipFile } from 'yauzl';
import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { expectFile } from '../files/expect-file.js';
import { INPUT_LIMITS, unpackedAllowed } from '../files/input-limits.js';
import { type ByteSource, beyondUnpacked, streamParts } from './byte-source.js';

/** A file in a ZIP archive. */
export interface ZipMember extends ByteSource {
  /** In the archive, with its folders. */
  readonly name: string;
}

/** Members that archivers add of their own. */
const HIDDEN = /(^|\/)(__MACOSX\/|\.|_SUCCESS$|Thumbs\.db$|desktop\.ini$)|\.crc$/i;

/**
 * Lists the files of a ZIP archive.
 *
 * @param path of the archive on disk
 * @param shown as errors name it
 * @returns in order of their names; folders, hidden files and empty files are left out
 * @throws OnshelfError `bad-input` where it is damaged, encrypted, or would unpack to too much
 */
export async function zipMembers(path: string, shown: string): Promise<ZipMember[]> {
  const archive = await openArchive(path, shown);
  const entries: Entry[] = [];
  try {
    for await (const entry of archive.eachEntry()) {
      if (entry.uncompressedSize > 0 && !entry.fileName.endsWith('/') && !HIDDEN.test(entry.fileName)) entries.push(entry);
      if (entries.length > INPUT_LIMITS.tableFiles)
        throw new OnshelfError(
          'bad-input',
          `${shown} has more than ${INPUT_LIMITS.tableFiles} files, the limit. Unpack it, and name the files.`,
        );
    }
  } catch (error) {
    throw damaged(shown, error);
  } finally {
    archive.close();
  }
  const allowed = unpackedAllowed(expectFile(path));
  // A member with more bytes than it declares is an error when it is read.
  if (entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0) > allowed) throw beyondUnpacked(shown, allowed);
  return entries
    .map((entry) => ({ name: entry.fileName, path: `${shown} > ${entry.fileName}`, open: () => readMember(path, shown, entry) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function* readMember(path: string, shown: string, entry: Entry): AsyncGenerator<Buffer> {
  const member = `${shown} > ${entry.fileName}`;
  if (entry.isEncrypted()) throw new OnshelfError('bad-input', `${member} has a password. Unpack it first, and name the file.`);
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    throw new OnshelfError('bad-input', `${member} is packed by a method that is not read (${entry.compressionMethod}). Unpack it first.`);
  const archive = await openArchive(path, shown);
  try {
    yield* streamParts(await archive.openReadStreamPromise(entry), member, ` Check that the copy is complete: unzip -t ${shown}`);
  } catch (error) {
    throw error instanceof OnshelfError ? error : damaged(member, error);
  } finally {
    archive.close();
  }
}

async function openArchive(path: string, shown: string): Promise<ZipFile> {
  const { openPromise } = await import('yauzl');
  try {
    return await openPromise(path, { autoClose: false, lazyEntries: true });
  } catch (error) {
    throw damaged(shown, error);
  }
}

function damaged(path: string, error: unknown): OnshelfError {
  if (error instanceof OnshelfError) return error;
  const fault = messageOf(error).replace(/\.$/, '');
  return new OnshelfError('bad-input', `${path} cannot be read as ZIP: ${fault}. Check that the copy is complete.`, error);
}
