import { describe, expect, it } from 'vitest';
import { classifyError } from '../../../src/store/place/classify-error.js';

const named = (name: string, message = ''): DOMException => new DOMException(message, name);

describe('a failure of storage', () => {
  it.each([
    ['InvalidStateError', 'transient'],
    ['AbortError', 'transient'],
    ['TransactionInactiveError', 'transient'],
    ['TimeoutError', 'transient'],
    ['UnknownError', 'fatal'],
    ['QuotaExceededError', 'capacity'],
    ['DataError', 'invalid-data'],
    ['DataCloneError', 'invalid-data'],
    ['ConstraintError', 'invalid-data'],
    ['SecurityError', 'unknown'],
    ['NotFoundError', 'unknown'],
  ])('named %s is %s', (name, found) => {
    expect(classifyError(named(name))).toBe(found);
  });

  it('is recognised by its message if the browser gives the reason only there', () => {
    expect(classifyError(named('UnknownError', 'Internal error: NO_SPACE'))).toBe('capacity');
    expect(classifyError(named('UnknownError', 'The full disk'))).toBe('capacity');
    expect(classifyError(named('UnknownError', 'Connection to Indexed Database server lost. Refresh the page to try again'))).toBe(
      'transient',
    );
    expect(classifyError(named('NotFoundError', 'The database connection is closing.'))).toBe('transient');
  });

  it('without a message is a lost connection', () => {
    expect([null, undefined].map(classifyError)).toEqual(['transient', 'transient']);
  });

  it('of another realm, or no error at all, is classified as well', () => {
    expect(classifyError({ name: 'QuotaExceededError' })).toBe('capacity');
    expect(classifyError('nonsense')).toBe('unknown');
  });
});
