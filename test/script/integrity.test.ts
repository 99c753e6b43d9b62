import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('the hash that the build writes down is that of the script tag as it was built', () => {
  const hash = createHash('sha384').update(readFileSync('dist/onshelf.js')).digest('base64');
  expect(readFileSync('dist/onshelf.js.sri', 'utf8').trim()).toBe(`sha384-${hash}`);
});
