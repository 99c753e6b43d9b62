import { existsSync, readFileSync } from 'node:fs';

/** What a runner wrote of itself in a folder, or null where it did not get so far. */
export function readReport(name, folder) {
  const path = `${folder}/${name}.json`;
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}
