import type { DropCount } from '../input/drop-report.js';

/**
 * Drop reports of several files as one: counts added up by reason, with the first row of the first file that has it.
 *
 * @param reports one for each file
 */
export function mergeDropCounts(reports: readonly (readonly DropCount[])[]): DropCount[] {
  const merged = new Map<string, DropCount>();
  for (const count of reports.flat()) {
    const known = merged.get(count.reason);
    merged.set(count.reason, known === undefined ? count : { ...known, count: known.count + count.count });
  }
  return [...merged.values()];
}
