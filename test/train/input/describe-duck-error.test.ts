import { describe, expect, it } from 'vitest';
import { describeDuckError } from '../../../src/train/input/describe-duck-error.js';

describe('an error of DuckDB', () => {
  it('is told with its advice, without the lines and options that it lists', () => {
    const message = `Invalid Input Error: CSV Error on Line: 7
Original Line: u1,\u0007"a
Value with unterminated quote found.

Possible fixes:
* Disable the parser's strict mode (strict_mode=false) to allow reading rows that do not comply with the CSV standard.
* Enable ignore errors (ignore_errors=true) to skip this row

  file = log.csv
  delimiter = , (Set By User)`;
    expect(describeDuckError(new Error(message))).toBe(
      "Invalid Input Error: CSV Error on Line: 7. Value with unterminated quote found. Disable the parser's strict mode (strict_mode=false) to allow reading rows that do not comply with the CSV standard. Enable ignore errors (ignore_errors=true) to skip this row.",
    );
  });

  it('is one sentence or two, however long it is', () => {
    const told = describeDuckError(
      new Error(
        `Out of Memory Error: failed to allocate data of size 1 GiB\n\nPossible solutions:\n* Reducing the number of threads (SET threads=X)\n${'x'.repeat(9000)}`,
      ),
    );
    expect(told).toBe('Out of Memory Error: failed to allocate data of size 1 GiB. Reducing the number of threads (SET threads=X).');
    expect(describeDuckError(new Error('y'.repeat(9000))).length).toBeLessThan(420);
    expect(describeDuckError('text\u001b[31m')).toBe('text [31m.');
  });
});
