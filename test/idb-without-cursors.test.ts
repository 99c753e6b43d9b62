import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cutCursors, idbWithoutCursors } from '../scripts/setup/idb-without-cursors.mjs';

const idb = readFileSync('node_modules/idb/build/index.js', 'utf8');

describe('idb, as it is bundled', () => {
  it('is without cursors, and without traps that nobody springs', () => {
    const cut = cutCursors(idb);
    expect(cut).not.toMatch(/asyncIterator|getCursorAdvanceMethods\(\)\.includes|FromIndex|set\(target|has\(target|has:/);
    expect(cut).toMatch(/get\(target, prop, receiver\) \{\s+if \(target instanceof IDBTransaction\)/);
    expect(cut.length).toBeLessThan(0.8 * idb.length);
  });

  it.each([
    ['its iterators', 'const advanceMethodProps', 'const moved'],
    ['its cursors', 'if (getCursorAdvanceMethods()', 'if (isCursor()'],
    ['its indexes', '/FromIndex$/', '/OfIndex$/'],
    ['its methods', 'prop !== targetFuncName', 'prop != targetFuncName'],
    ['its traps', 'set(target, prop, value)', 'set(object, prop, value)'],
    ['its last trap', 'has: (target, prop) =>', 'has: (object, prop) =>'],
    ['its first trap', 'has(target, prop) {\n        if (target', 'has(object, prop) {\n        if (target'],
  ])('stops the build where %s are written in another way', (_, before, after) => {
    expect(idb).toContain(before);
    expect(() => cutCursors(idb.replace(before, () => after))).toThrow('idb is built in another way now');
  });

  it('stops the build where it is not found', () => {
    const { transform, buildEnd } = idbWithoutCursors();
    expect(transform(idb, '/shop/node_modules/idb/dist/idb.js')).toBeNull();
    expect(() => buildEnd(undefined)).toThrow('idb has been moved');
    transform(idb, '/shop/node_modules/idb/build/index.js');
    expect(() => buildEnd(undefined)).not.toThrow();
  });
});
