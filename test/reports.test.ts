import { describe, expect, it } from 'vitest';
import { countResults } from '../scripts/setup/count-results.mjs';
import { nameFailures } from '../scripts/setup/name-failures.mjs';
import { put, temporaryFolder } from './cli/tools/shop-files.js';

const ALL = ['checks', 'vitest', 'playwright', 'faults'];
const folder = temporaryFolder();
const report = (name: string, content: unknown): string => put(folder, `${name}.json`, JSON.stringify(content));

const spec = (title: string, status: string, message?: string) => ({
  title,
  file: 'a.spec.ts',
  line: 7,
  tests: [{ status, projectName: 'pages', results: [{ status: status === 'expected' ? 'passed' : 'failed', error: { message } }] }],
});

describe("the summary of the runners' reports", () => {
  it('has every failure by its name and first line, flaky ones too, and the sum of all counts', () => {
    report('checks', [
      { name: 'types fit', passed: true },
      { name: 'sizes keep within their budgets', passed: false },
    ]);
    report('vitest', {
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 0,
      success: false,
      testResults: [
        {
          name: 'b.test.ts',
          status: 'failed',
          message: '',
          assertionResults: [
            { status: 'failed', fullName: 'two and two are five', failureMessages: ['\u001b[31mexpected 4 to be 5\u001b[39m'] },
            { status: 'passed', fullName: 'one is one', failureMessages: [] },
          ],
        },
      ],
    });
    report('playwright', {
      errors: [],
      stats: { expected: 2, flaky: 1, unexpected: 1, skipped: 2 },
      suites: [
        {
          specs: [spec('opens', 'expected')],
          suites: [{ specs: [spec('closes', 'unexpected', 'no such page'), spec('stays', 'flaky', 'late')] }],
        },
      ],
    });
    report('faults', { errors: [{ message: 'no browser' }], stats: { expected: 0, flaky: 0, unexpected: 0, skipped: 0 }, suites: [] });
    expect(nameFailures(ALL, folder)).toEqual([
      'check: sizes keep within their budgets',
      'b.test.ts › two and two are five: expected 4 to be 5',
      'unexpected: [pages] a.spec.ts:7 › closes: no such page',
      'flaky: [pages] a.spec.ts:7 › stays: late',
      'faults: no browser',
    ]);
    expect(countResults(ALL, folder)).toEqual({ passed: 1 + 3 + 3, failed: 1 + 1 + 1 + 1, skipped: 1 + 2 });
  });

  it('counts a runner that wrote no report as a failure, and names it', () => {
    expect(nameFailures(['gone'], folder)).toEqual(['gone: wrote no report']);
    expect(countResults(['gone'], folder)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('counts a file that cannot even be loaded', () => {
    report('vitest', {
      numPassedTests: 0,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      success: false,
      testResults: [{ name: 'c.test.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] }],
    });
    expect(nameFailures(['vitest'], folder)).toEqual(['c.test.ts: Cannot find module']);
    expect(countResults(['vitest'], folder).failed).toBe(1);
  });
});
