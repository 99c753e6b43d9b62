import { existsSync, readFileSync } from 'node:fs';

/** The report of a runner in a folder, or null if it wrote none. */
export function readReport(name, folder) {
  const path = `${folder}/${name}.json`;
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}
