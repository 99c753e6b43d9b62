import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { OnshelfError } from '../../core/onshelf-error.js';
import { describeFileError } from '../../train/files/describe-file-error.js';
import { expectPlace, writeAtomically, writeBytes } from '../../train/files/write-atomically.js';

/** An output file. */
export interface TextFile {
  readonly path: string;
  /** Its name at the start of a sentence, such as `The report`. */
  readonly what: string;
  /** File mode. Default: 0o666, less the umask. */
  readonly mode?: number;
}

/**
 * Checks, before hours of work, that a file can be written.
 *
 * @param file path and name
 * @throws OnshelfError `bad-input` where its path is a link, a folder or a device, or its folder is missing
 */
export function expectTextPlace({ path, what }: TextFile): void {
  try {
    expectPlace(path);
    if (!statSync(dirname(path)).isDirectory()) throw new Error(`${dirname(path)} is not a folder`);
  } catch (error) {
    throw cannotWrite(what, path, error);
  }
}

/**
 * Writes a file atomically. Links are not followed.
 *
 * @param file path and name
 * @param text its content
 * @throws OnshelfError `bad-input` where it cannot be written
 */
export function writeText({ path, what, mode }: TextFile, text: string): void {
  try {
    writeAtomically(path, (file) => writeBytes(file, Buffer.from(text)), mode);
  } catch (error) {
    throw cannotWrite(what, path, error);
  }
}

function cannotWrite(what: string, path: string, error: unknown): OnshelfError {
  return new OnshelfError('bad-input', `${what} cannot be written to ${path}: ${describeFileError(error)}`, error);
}
