import { readFileSync, statSync } from 'node:fs';
import { OnshelfError } from '../../core/onshelf-error.js';
import { cannotRead } from './describe-file-error.js';
import { INPUT_LIMITS, mebibytes } from './input-limits.js';

/**
 * Checks that a path names a file: reading a pipe could block forever, and a device has no end.
 *
 * @param path of a file, or of a link to one
 * @returns its size in bytes
 * @throws OnshelfError `bad-input` where it does not
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
    throw new OnshelfError('bad-input', `${path} cannot be read: ${kind}, not a file. Name a file.`);
  }
  return status.size;
}

/**
 * Reads a whole file into memory.
 *
 * @param path of a file
 * @throws OnshelfError `bad-input` where it cannot be read, or is larger than the limit
 */
export function readWholeFile(path: string): Buffer<ArrayBuffer> {
  const bytes = expectFile(path);
  if (bytes > INPUT_LIMITS.wholeFileBytes)
    throw new OnshelfError(
      'bad-input',
      `${path} has ${mebibytes(bytes)}; the limit for its format is ${mebibytes(INPUT_LIMITS.wholeFileBytes)}. Write it as Parquet or CSV.`,
    );
  try {
    return readFileSync(path) as Buffer<ArrayBuffer>;
  } catch (error) {
    throw cannotRead(path, error);
  }
}
