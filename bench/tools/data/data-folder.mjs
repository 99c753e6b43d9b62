import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { REPOSITORY_ROOT } from '../repository-root.mjs';

/** Folder of the public logs. They may not be published here, so they are outside the repository. */
export const DATA_FOLDER = process.env.ONSHELF_DATA ?? `${REPOSITORY_ROOT}../shared/data`;

/**
 * The message for the first missing file.
 *
 * @param files paths; undefined entries are skipped
 * @returns undefined if all exist
 */
export function missingFile(files) {
  const missing = files.find((file) => file !== undefined && !existsSync(file));
  return missing === undefined ? undefined : `${missing} not found (ONSHELF_DATA is the folder of the logs)`;
}

/** The lines of a gzipped file, as an async iterable. */
export function readGzippedLines(path) {
  return createInterface({ input: createReadStream(path).pipe(createGunzip()) });
}
