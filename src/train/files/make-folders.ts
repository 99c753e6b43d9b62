import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { systemCodeOf } from './describe-file-error.js';

/**
 * Makes a folder and its missing parents. Node's own `recursive` reports a read-only file system as a missing folder, and never
 * ends in `/proc`.
 *
 * @param path of the folder; may exist
 * @param mode of the new folders
 * @returns the outermost folder that was made; undefined if none was
 * @throws errors of the file system
 */
export function makeFolders(path: string, mode = 0o777): string | undefined {
  const missing: string[] = [];
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const status = statSync(folder, { throwIfNoEntry: false });
    if (status?.isDirectory() === true) break;
    // Where a file is in the way, `mkdirSync` throws the best message.
    missing.unshift(folder);
    if (status !== undefined || dirname(folder) === folder) break;
  }
  let made: string | undefined;
  for (const folder of missing) {
    try {
      mkdirSync(folder, { mode });
      made ??= folder;
    } catch (error) {
      // Another command made it first.
      if (systemCodeOf(error) !== 'EEXIST' || !statSync(folder).isDirectory()) throw error;
    }
  }
  return made;
}
