import { existsSync, readFileSync } from 'node:fs';

/** What a runner wrote of itself in test-results/, or null where it did not get so far. */
export function readReport(name) {
  const path = `test-results/${name}.json`;
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}
