import { randomBytes } from 'node:crypto';
import { closeSync, constants, fsyncSync, lstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

/** Bytes written at once: one call must not exceed 2 GiB. */
const PIECE = 2 ** 26;
/** Ends the name of a file that is not whole yet; before it stand 16 digits that nobody can guess. */
export const PARTIAL = /\.[0-9a-f]{16}\.partial$/;

/**
 * Opens a new file for writing. Nothing that lies there already is opened, and no link is followed.
 *
 * @param path must be free
 * @param mode who may read it
 * @throws what the file system throws
 */
export function openNew(path: string, mode: number): number {
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW = 0 } = constants;
  return openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
}

/**
 * Makes sure that a file may be put in a place: nothing lies there, or an ordinary file does.
 *
 * @param path of the file
 * @throws Error, a sentence, where a link, a folder, a pipe or a device lies there
 */
export function expectPlace(path: string): void {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (status === undefined || status.isFile()) return;
  if (status.isSymbolicLink()) throw new Error(`${path} is a link, and links are not written through. Remove it, or name what it leads to`);
  throw new Error(`${path} is a ${status.isDirectory() ? 'folder' : 'pipe or a device'}, not a file. Name another`);
}

/**
 * Writes a file so that it is there whole or not at all: under a name that nobody can guess first, flushed, then renamed. What
 * is left of a failure is removed.
 *
 * @param path of the file; what lies there is replaced
 * @param write told the open file's number
 * @param mode who may read it, the umask taken off
 * @throws what the file system throws; Error, a sentence, where anything but an ordinary file lies there
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
 * @param file its number
 * @param bytes of any length
 */
export function writeBytes(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, Math.min(PIECE, bytes.length - at));
}
