import { existsSync, readFileSync } from 'node:fs';

/** Reports that Playwright writes. */
export const BROWSER_REPORTS = ['playwright', 'scoring', 'faults'];
/** All reports of `npm test`. */
export const REPORTS = ['checks', 'vitest', ...BROWSER_REPORTS];

/** The report of a runner in a folder, or null if it wrote none. */
export function readReport(name, folder) {
  const path = `${folder}/${name}.json`;
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}
