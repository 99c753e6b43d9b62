import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { buildIdentity } from '../scripts/setup/build-identity.mjs';

/** What a build reads. */
const SOURCES = ['src', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
const folder = mkdtempSync(join(tmpdir(), 'onshelf-build-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filesIn = (place: string): string[] =>
  readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(place.length + 1))
    .sort();

it('two builds of the same sources, in two folders, are byte-identical: page, worker, command line and types', () => {
  const other = join(folder, 'somewhere', 'else');
  for (const name of SOURCES) cpSync(name, join(other, name), { recursive: true });
  symlinkSync(resolve('node_modules'), join(other, 'node_modules'), 'dir');
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: other, stdio: 'pipe' });
  const built = join(other, 'dist');
  const identity = buildIdentity(`${resolve('.')}/`);
  expect(readFileSync('dist/index.js', 'utf8').includes(identity), 'dist/ is of other sources: run `node scripts/build.mjs` first').toBe(
    true,
  );
  const names = filesIn(built);
  expect(names.length).toBeGreaterThan(100);
  for (const name of ['index.js', 'worker.js', 'cli.js', 'training-worker.js', 'types/index.d.ts']) expect(names).toContain(name);
  for (const name of names) {
    expect(existsSync(join('dist', name)), name).toBe(true);
    expect(readFileSync(join('dist', name)).equals(readFileSync(join(built, name))), name).toBe(true);
  }
}, 240_000);
