import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const built = (): string => readFileSync('dist/react.js', 'utf8');

it('the built file begins with "use client"', () => {
  expect(built().slice(0, 13)).toBe('"use client";');
});

it('the built file imports React and nothing else', () => {
  expect([...built().matchAll(/from\s*["']([^"']+)["']|import\(/g)].map(([, name]) => name)).toEqual(['react']);
});

it('the built files can be imported without a window', async () => {
  const library: unknown = await import(new URL('../../dist/index.js', import.meta.url).href);
  const hooks: unknown = await import(new URL('../../dist/react.js', import.meta.url).href);
  const elements = (await import(
    new URL('../../dist/elements.js', import.meta.url).href
  )) as typeof import('../../src/elements/elements.js');
  expect(library).toHaveProperty('createShelf');
  expect(hooks).toHaveProperty('useRecommendations');
  // A server that runs the page's own code defines no elements, without an error.
  expect(() => elements.defineElements(new Promise(() => {}))).not.toThrow();
});
