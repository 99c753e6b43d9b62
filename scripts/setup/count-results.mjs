import { BROWSER_REPORTS, REPORTS, readReport } from './read-report.mjs';

/** Adds up the runners' own reports in test-results/. A missing report counts as one failure. */
export function countResults(reports = REPORTS, folder = 'test-results') {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const name of reports) {
    const report = readReport(name, folder);
    if (report === null) total.failed++;
    else if (name === 'checks') for (const check of report) total[check.passed ? 'passed' : 'failed']++;
    else if (BROWSER_REPORTS.includes(name)) {
      total.passed += report.stats.expected + report.stats.flaky;
      total.failed += report.stats.unexpected + report.errors.length;
      total.skipped += report.stats.skipped;
    } else {
      total.passed += report.numPassedTests;
      total.failed += report.numFailedTests + (report.success || report.numFailedTests > 0 ? 0 : 1);
      total.skipped += report.numPendingTests + report.numTodoTests;
    }
  }
  return total;
}
