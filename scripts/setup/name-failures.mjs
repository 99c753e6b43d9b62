import { stripVTControlCharacters } from 'node:util';
import { BROWSER_REPORTS, REPORTS, readReport } from './read-report.mjs';

/** Failed tests by name and first line of the message, for readers who see only the end of a log. */
export function nameFailures(reports = REPORTS, folder = 'test-results') {
  return reports.flatMap((name) => {
    const report = readReport(name, folder);
    if (report === null) return [`${name}: wrote no report`];
    if (name === 'checks') return report.filter((check) => !check.passed).map((check) => `check: ${check.name}`);
    if (BROWSER_REPORTS.includes(name))
      return [...report.errors.map((error) => line(name, error.message)), ...report.suites.flatMap((suite) => failuresOf(suite))];
    return report.testResults.flatMap((file) => [
      ...(file.status === 'failed' && file.message !== '' ? [line(file.name, file.message)] : []),
      ...file.assertionResults
        .filter((test) => test.status === 'failed')
        .map((test) => line(`${file.name} › ${test.fullName}`, test.failureMessages[0])),
    ]);
  });
}

function failuresOf(suite) {
  return [
    ...(suite.suites ?? []).flatMap(failuresOf),
    ...suite.specs.flatMap((spec) =>
      spec.tests
        .filter((test) => test.status === 'unexpected' || test.status === 'flaky')
        .map((test) => {
          const failed = test.results.find((result) => result.status !== 'passed');
          return line(`${test.status}: [${test.projectName}] ${spec.file}:${spec.line} › ${spec.title}`, failed?.error?.message);
        }),
    ),
  ];
}

/** The most useful part of a long message. */
const line = (place, message = '') => `${place}: ${stripVTControlCharacters(message).split('\n').slice(0, 8).join(' | ').slice(0, 600)}`;
