import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { onshelf } from '../tools/run-onshelf.js';
import { put, smallFeed, temporaryFolder } from '../tools/shop-files.js';

const folder = temporaryFolder();
const typed = smallFeed(6)
  .split('\n')
  .map((row, at) => `${row}\t${at === 0 ? 'product_type' : at <= 2 ? 'Health > Tests, home' : 'Garden'}`);
const catalog = put(folder, 'feed.tsv', typed.join('\n'));
const factors = put(
  folder,
  'factors.jsonl',
  Array.from({ length: 6 }, (_, item) => JSON.stringify({ id: `i${item}`, features: [item, 1] })).join('\n'),
);
const run = (out: string, ...words: string[]) =>
  onshelf('import', '--factors', factors, '--catalog', catalog, '--out', join(folder, out), ...words);

it('onshelf import records the sensitive categories, tells how many items they have, and rejects one that matches no item', async () => {
  const { code, output } = await run('sensitive', '--sensitive', 'Health > Tests, home; ');
  expect(code).toBe(0);
  expect(output).toContain('Profiles exclude 2 items of sensitive categories.');
  expect(JSON.parse(readFileSync(join(folder, 'sensitive', 'pack.json'), 'utf8')).sensitive).toEqual(['Health > Tests, home']);
  expect((await onshelf('verify', join(folder, 'sensitive'))).code).toBe(0);
  const told = await run('told', '--sensitive', 'Health', '--json');
  expect(JSON.parse(told.output)).toMatchObject({ sensitiveItems: 2 });
  const wrong = await run('wrong', '--sensitive', 'health');
  expect(wrong.code).toBe(1);
  expect(wrong.errors).toContain('--sensitive: no item of the feed is in "health". Similar categories: Health > Tests, home');
});
