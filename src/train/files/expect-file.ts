import { readFileSync, statSync } from 'node:fs';
import { OnshelfError } from '../../core/onshelf-error.js';
import { cannotRead } from './describe-file-error.js';
import { INPUT_LIMITS, mebibytes } from './input-limits.js';

/**
 * Makes sure that a path names a file: opening a pipe would wait for good, and a device has no end.
 *
 * @param path of a file, or of a link to one
 * @returns its size in bytes
 * @throws OnshelfError `bad-input` where there is none
 */
export function expectFile(path: string): number {
  let status: ReturnType<typeof statSync>;
  try {
    status = statSync(path);
  } catch (error) {
    throw cannotRead(path, error);
  }
  if (!status.isFile()) {
    const kind = status.isDirectory() ? 'it is a folder' : 'it is a pipe or a device';
    throw new OnshelfError('bad-input', `${path} cannot be read: it is not a file; ${kind}. Name a file.`);
  }
  return status.size;
}

/**
 * Reads a file in one piece.
 *
 * @param path of a file
 * @throws OnshelfError `bad-input` where it cannot be read, or is larger than is read in one piece
 */
export function readWholeFile(path: string): Buffer<ArrayBuffer> {
  const bytes = expectFile(path);
  if (bytes > INPUT_LIMITS.wholeFileBytes)
    throw new OnshelfError(
      'bad-input',
      `${path} has ${mebibytes(bytes)}; at most ${mebibytes(INPUT_LIMITS.wholeFileBytes)} are read in one piece. Write it as Parquet or CSV.`,
    );
  try {
    return readFileSync(path) as Buffer<ArrayBuffer>;
  } catch (error) {
    throw cannotRead(path, error);
  }
}
