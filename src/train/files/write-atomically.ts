import { randomBytes } from 'node:crypto';
import { closeSync, constants, fsyncSync, lstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

/** Bytes per write call, which must not exceed 2 GiB. */
const PIECE = 2 ** 26;
/** End of the name of a file that is being written: 16 random digits and a suffix. */
export const PARTIAL = /\.[0-9a-f]{16}\.partial$/;

/**
 * Creates a file for writing. Fails where the path exists, a link included.
 *
 * @param path must be free
 * @param mode of the file
 * @throws errors of the file system
 */
export function openNew(path: string, mode: number): number {
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW = 0 } = constants;
  return openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
}

/**
 * Checks that a path is free, or an ordinary file.
 *
 * @param path of the file
 * @throws Error, a sentence, where it is a link, a folder, a pipe or a device
 */
export function expectPlace(path: string): void {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (status === undefined || status.isFile()) return;
  if (status.isSymbolicLink()) throw new Error(`${path} is a link, and links are not followed for writing. Remove it, or name its target`);
  throw new Error(`${path} is a ${status.isDirectory() ? 'folder' : 'pipe or a device'}, not a file. Name another`);
}

/**
 * Writes a file atomically: under a random name first, flushed, then renamed. The temporary file of a failure is removed.
 *
 * @param path of the file; an existing file is replaced
 * @param write receives the file descriptor
 * @param mode of the file, less the umask
 * @throws errors of the file system; Error, a sentence, where the path is not an ordinary file
 */
export function writeAtomically(path: string, write: (file: number) => void, mode = 0o666): void {
  expectPlace(path);
  const partial = `${path}.${randomBytes(8).toString('hex')}.partial`;
  const file = openNew(partial, mode);
  try {
    try {
      write(file);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    expectPlace(path);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

/**
 * Writes all bytes to an open file.
 *
 * @param file descriptor
 * @param bytes of any length
 */
export function writeBytes(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, Math.min(PIECE, bytes.length - at));
}
