import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { OnshelfError } from '../../core/onshelf-error.js';
import { describeFileError } from '../../train/files/file-trouble.js';
import { expectPlace, writeAtomically, writeBytes } from '../../train/files/write-whole.js';

/** A file that a user asked for. */
export interface TextFile {
  readonly path: string;
  /** What it is, at the start of a sentence. */
  readonly what: string;
  /** Who may read it. Default: as the user's umask says. */
  readonly mode?: number;
}

/**
 * Makes sure, before hours of work, that a file can be put in its place.
 *
 * @param file where, and what
 * @throws OnshelfError `bad-input` where a link, a folder or a device lies there, or the folder around it is missing
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
 * Writes a file that a user asked for, whole or not at all. No link is followed.
 *
 * @param file where, and what
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
