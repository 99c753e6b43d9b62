import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('the hash that the build writes is that of the built script tag', () => {
  const hash = createHash('sha384').update(readFileSync('dist/onshelf.js')).digest('base64');
  expect(readFileSync('dist/onshelf.js.sri', 'utf8').trim()).toBe(`sha384-${hash}`);
});
