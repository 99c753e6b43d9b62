import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { systemCodeOf } from './describe-file-error.js';

/**
 * Makes a folder and those around it. Not by Node's own `recursive`, which takes a file system that can only be read for a missing
 * folder, and in `/proc` never ends.
 *
 * @param path of the folder; may be there
 * @param mode who may enter what is made
 * @returns the outermost folder that was made; undefined where none was
 * @throws what the file system throws
 */
export function makeFolders(path: string, mode = 0o777): string | undefined {
  const missing: string[] = [];
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const status = statSync(folder, { throwIfNoEntry: false });
    if (status?.isDirectory() === true) break;
    // Of a file in the way the system says best what is wrong.
    missing.unshift(folder);
    if (status !== undefined || dirname(folder) === folder) break;
  }
  let made: string | undefined;
  for (const folder of missing) {
    try {
      mkdirSync(folder, { mode });
      made ??= folder;
    } catch (error) {
      // Another command was faster.
      if (systemCodeOf(error) !== 'EEXIST' || !statSync(folder).isDirectory()) throw error;
    }
  }
  return made;
}
