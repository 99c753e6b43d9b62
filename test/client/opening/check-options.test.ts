import '../../fixtures/page-globals.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ShelfOptions } from '../../../src/types/shelf.js';

const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
beforeEach(() => {
  // Each test is a page of its own, in which nothing was said yet.
  vi.resetModules();
  warn.mockClear();
});
afterEach(() => warn.mockClear());

const said = async (options: object): Promise<string[]> => {
  const { checkOptions } = await import('../../../src/client/opening/check-options.js');
  for (let time = 0; time < 2; time++) checkOptions(options as Partial<ShelfOptions>, {});
  return warn.mock.calls.map(([line]) => `${line}`);
};

describe('a value of an option about privacy that makes no sense', () => {
  it.each([
    [{ sealed: 'Required' }, 'sealed: "Required" is neither true, false nor "required", and counts as true.'],
    [{ sealed: 1 }, 'counts as true.'],
    [{ sealed: '' }, 'counts as false.'],
    [{ sealed: Object.create(null) }, 'counts as true.'],
    [{ policy: '2' }, 'policy: "2" is no object'],
    [{ policy: null }, 'policy: "null" is no object'],
    [{ policy: { version: '2', renews: 'true' } }, 'policy.renews: "true" is neither true nor false, and counts as false.'],
    [{ policy: { version: '2', renews: 1 } }, 'policy.renews: "1" is'],
  ])('is said once: %o', async (options, message) => {
    const lines = await said(options);
    expect(lines).toEqual([expect.stringContaining(message)]);
    expect(lines[0]).toMatch(/\[bad-argument\]$/);
  });

  it.each([
    {},
    { sealed: true },
    { sealed: false },
    { sealed: 'required' },
    { policy: { version: '2' } },
    { policy: { version: '2', renews: true } },
    { policy: { version: '2', renews: false } },
  ])('is not found in %o', async (options) => {
    expect(await said(options)).toEqual([]);
  });
});
