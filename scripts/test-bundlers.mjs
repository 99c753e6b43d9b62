// `npm run test:bundlers -- [NAME ...]`: builds the smallest shops with bundlers of other people, from the package file, and opens them in Chromium.
// Names are those of test/bundlers/bundlers.json and of test/bundlers/storefronts.json, or `ci` for those that CI runs; default: all. Packages come from the npm registry.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { buildDemo } from './setup/build-demo.mjs';
import { findBrowser } from './setup/find-browser.mjs';
import { installPackages } from './setup/install-packages.mjs';

const names = process.argv.slice(2);
const tables = ['bundlers', 'storefronts'].map((table) => ({
  table,
  rows: JSON.parse(readFileSync(`test/bundlers/${table}.json`, 'utf8')),
}));
const known = tables.flatMap(({ rows }) => rows.map(({ name }) => name));
const unknown = names.filter((name) => name !== 'ci' && !known.includes(name));
if (unknown.length > 0) throw new Error(`No such bundler: ${unknown.join(', ')}. There are: ci, ${known.join(', ')}.`);
/** Test files with a wanted row: a file without any would fail. */
const files = tables
  .filter(({ rows }) => names.length === 0 || rows.some(({ name, ci }) => (names.includes('ci') ? ci : names.includes(name))))
  .map(({ table }) => `test/bundlers/${table}.test.ts`);

installPackages();
// `ONSHELF_BUILT` says that the built files are those of the sources.
if (!process.env.ONSHELF_BUILT || !existsSync('demo/public/pack/pack.json')) buildDemo();
mkdirSync('test-results', { recursive: true });
const { status } = spawnSync(
  'node_modules/.bin/vitest',
  [
    'run',
    ...files,
    '--config',
    'test/bundlers/vitest.config.ts',
    '--reporter=verbose',
    '--reporter=json',
    '--outputFile.json=test-results/bundlers.json',
  ],
  { stdio: ['ignore', 2, 2], env: { ...process.env, ONSHELF_BUNDLERS: names.join(), CHROMIUM_PATH: findBrowser() ?? '' } },
);
process.exitCode = status ?? 1;
