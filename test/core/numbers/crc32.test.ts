import { expect, it } from 'vitest';
import { crc32 } from '../../../src/core/numbers/crc32.js';

it('returns the check value of the standard', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
});
